"""Waiting for a condition that nobody announces, such as another process's."""

import asyncio
from collections.abc import Callable

_POLL_SECONDS = 0.02


async def until(condition: Callable[[], bool], *, within: float) -> None:
    """Return once the condition holds. Raises `TimeoutError` after `within` seconds."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  # Nobody sets an event for it.
            await asyncio.sleep(_POLL_SECONDS)
