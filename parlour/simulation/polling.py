"""A line for networks that block sockets: the same frames and events, carried by POST requests."""

import asyncio

import msgspec
from msgspec import Raw, Struct

from parlour.protocol.commands import Command
from parlour.simulation.asking import ask
from parlour.simulation.line import ENCODER, EVENTS, USER_AGENT, Line, TurnedAway

_WAIT_SECONDS = 25.0
_FRAMES_AT_ONCE = 50


class _Polled(Struct):
    """An answer: the session's name, and numbered events."""

    session: str
    events: tuple[tuple[int, Raw], ...]


class PollingLine(Line):
    """One request waits for events while others bring frames; an event counts once, whichever answer brought it."""

    def _begin(self, *, is_up: bool) -> None:
        self._is_up = is_up
        self._heard_at = 0.0
        self._session: str | None = None
        self._after = 0
        self._frames: list[bytes] = []
        self._has_frames = asyncio.Event()
        self._requests: set[asyncio.Task[None]] = set()
        self._hearing = asyncio.Lock()

    async def send(self, command: Command) -> None:
        if self._is_up:
            self._frames.append(ENCODER.encode(command))
            self._has_frames.set()

    def cut(self) -> None:
        for task in self._requests:
            task.cancel()

    async def hang_up(self) -> None:
        self.cut()

    async def _call(self) -> bool:
        self._begin(is_up=True)
        try:
            await self._on_dialled()
            await self._post(wait_seconds=0)
            self._requests = {asyncio.create_task(self._wait_for_events()), asyncio.create_task(self._bring_frames())}
            await asyncio.wait(self._requests, return_when=asyncio.FIRST_COMPLETED)
        except (OSError, TimeoutError):
            pass
        finally:
            self._is_up = False
            for task in self._requests:
                task.cancel()
            ends = await asyncio.gather(*self._requests, return_exceptions=True)
            self._on_drop()
        for end in ends:
            if isinstance(end, TurnedAway):
                raise end
        return bool(self._heard_at)

    async def _wait_for_events(self) -> None:
        while True:
            await self._post(wait_seconds=_WAIT_SECONDS)

    async def _bring_frames(self) -> None:
        while True:
            await self._has_frames.wait()
            await self._post(wait_seconds=0)

    async def _post(self, *, wait_seconds: float) -> None:
        """Send one request. Only those that do not wait carry frames, one after the other, so that they keep their order."""
        frames = [] if wait_seconds else self._frames[:_FRAMES_AT_ONCE]
        if not wait_seconds:
            del self._frames[: len(frames)]
            if not self._frames:
                self._has_frames.clear()
        asked = {
            "session": self._session, "after": self._after, "frames": [Raw(frame) for frame in frames],
            "wait_seconds": wait_seconds,
        }  # fmt: skip
        headers = {"Origin": self._origin, "Content-Type": "application/json", "User-Agent": USER_AGENT}
        if self._cookie:
            headers["Cookie"] = self._cookie
        status, body = await ask(
            self._stage.base_url, "POST", self._path + "/poll",
            headers=headers, body=ENCODER.encode(asked), address=self._address,
        )  # fmt: skip
        if status in (401, 403):
            raise TurnedAway(f"{self._path}/poll answers {status}")
        if status != 200:
            raise ConnectionError(f"{self._path}/poll answers {status}: {body[:200]!r}")
        polled = msgspec.json.decode(body, type=_Polled)
        self._session = polled.session
        self._heard_at = asyncio.get_running_loop().time()
        async with self._hearing:
            for number, frame in polled.events:
                if number > self._after:
                    self._after = number
                    await self._on_event(EVENTS.decode(frame))
