"""The HTTP door as an attacker uses it: any method, any header, any body; the whole answer is kept."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back: headers with their names in lower case, each with all of its values."""

    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    @property
    def shape(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def header(self, name: str) -> str:
        """The value of a header, "" when it is absent."""
        return ", ".join(self.headers.get(name, []))


@dataclass(frozen=True)
class Web:
    """Requests to one server, as somebody who holds these cookies (none: nobody)."""

    base_url: str
    cookies: Mapping[str, str]

    def ask(
        self, method: str, path: str, body: Any = None, *, headers: Mapping[str, str | bytes] | None = None,
        raw: bytes | None = None,
    ) -> Answer:  # fmt: skip
        """Send one request. `body` goes as JSON, `raw` as it stands; what `headers` says goes before what is usual."""
        sent: dict[str, str | bytes] = {}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if "parlour_csrf" in self.cookies:
            sent["X-CSRFToken"] = self.cookies["parlour_csrf"]
        if body is not None or raw is not None:
            sent["Content-Type"] = "application/json"
        content = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        connection = http.client.HTTPConnection(self.base_url.removeprefix("http://"), timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, path, content, {**sent, **(headers or {})})
            answer = connection.getresponse()
            found: dict[str, list[str]] = {}
            for name, value in answer.getheaders():
                found.setdefault(name.lower(), []).append(value)
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def without(self, *names: str) -> "Web":
        """The same person without some cookies."""
        return Web(self.base_url, {name: value for name, value in self.cookies.items() if name not in names})


def signed_in(base_url: str, cookie: str) -> Web:
    """Return the operator with this session cookie, holding a CSRF cookie as the console's page would."""
    name, _, value = cookie.partition("=")
    answer = Web(base_url, {name: value}).ask("GET", "/api/v1/me")
    assert answer.status == 200
    return Web(base_url, {name: value, "parlour_csrf": set_cookies(answer)["parlour_csrf"]})


def set_cookies(answer: Answer) -> dict[str, str]:
    """Return the names and values of the cookies that an answer sets."""
    lines = answer.headers.get("set-cookie", [])
    return {line.split("=", 1)[0]: line.split("=", 1)[1].split(";", 1)[0] for line in lines}
