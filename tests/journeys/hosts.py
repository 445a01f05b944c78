"""Somebody else's website, on an origin of its own: as friendly or as hostile as a story needs it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple, Self
from urllib.parse import urlsplit


class HostPage(NamedTuple):
    """One page of the website, with what it says about itself in its headers."""

    html: str
    headers: dict[str, str]


class HostSite:
    """Serves its pages on loopback until the block ends."""

    def __init__(self) -> None:
        self.pages: dict[str, HostPage] = {}
        pages = self.pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = pages.get(urlsplit(self.path).path)
                body = page.html.encode() if page else b""
                self.send_response(200 if page else 204 if self.path == "/favicon.ico" else 404)
                for name, value in (page.headers if page else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing: pytest's output is the stories'."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def puts(self, path: str, body: str, *, head: str = "", html: str = 'lang="en"', **headers: str) -> str:
        """Put a page up and return its address. Header names are written with underscores."""
        document = (
            f"<!doctype html><html {html}><head><meta charset=utf-8><title>A host</title>{head}</head>{body}</html>"
        )
        self.pages[path] = HostPage(document, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.origin + path


def snippet(base_url: str, public_key: str) -> str:
    """Return the line that the console tells owners to paste."""
    return f'<script src="{base_url}/widget.js" data-site="{public_key}" async></script>'
