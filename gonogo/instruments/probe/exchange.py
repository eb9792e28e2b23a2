"""One request and the answers to it, redirects included, kept as far as they came."""

from typing import Any

from requests import PreparedRequest

from gonogo.instruments.probe.answer import Answer, ErrorKind
from gonogo.instruments.probe.body import Body
from gonogo.instruments.probe.deadline import Deadline
from gonogo.instruments.probe.redirect import REDIRECTS, redirected
from gonogo.instruments.probe.transport import Transport
from gonogo.network import current

MOST_REDIRECTS = 10
RECEIVE_BYTES = 65_536
LARGEST_BYTES = 4_000_000
"""So much is read to its end, however little of it is wanted: no answer has failed by its size."""
_PROXY_ASKS = 407


class Exchange:
    """What was sent and what has arrived of the last answer."""

    def __init__(
        self, request: PreparedRequest, transport: Transport, limit: int, *, keep: bool, verify: str | None
    ) -> None:
        self._request = request
        self._transport = transport
        self._kept = limit
        self._limit = max(limit, LARGEST_BYTES)
        self._keep = keep
        self._verify = verify
        self.proxy = current().proxy
        self._proxies = {"http": self.proxy, "https": self.proxy} if self.proxy else {}
        self._raw: Any = None
        self._body = Body(self._limit, "")
        self._whole = False

    def run(self, *, follow: bool, deadline: Deadline) -> tuple[ErrorKind | None, str]:
        """Send, read, follow; the error that is no exception, or None with an empty detail."""
        for _ in range(MOST_REDIRECTS + 1):
            self._send(deadline)
            self._read(deadline)
            if self._proxy_asks():
                return "refused", "the proxy asks for a user and password (407)"
            if self._body.overflows:
                return "too_large", f"the body goes on after {self._limit} bytes"
            target = self._redirect_target() if follow else None
            if target is None:
                return None, ""
            self._request = redirected(self._request, self._raw.status, target)
        return "protocol", f"more than {MOST_REDIRECTS} redirects, the last to {target}"

    def _proxy_asks(self) -> bool:
        """Whether it is the proxy that wants a password: what comes through a tunnel is the target's."""
        plain = str(self._request.url).lower().startswith("http:")
        return bool(self.proxy) and plain and self._raw.status == _PROXY_ASKS

    def close(self) -> None:
        """Keep the connection only on demand, and only when the answer was read to its end."""
        if self._raw is not None:
            self._raw.close()
            self._raw.release_conn()
        if not self._keep:
            self._transport.hang_up()

    def answer(self, seconds: float, error: ErrorKind | None, detail: str) -> Answer:
        """What has arrived so far, as a value."""
        fields = () if self._raw is None else tuple((k.lower(), v) for k, v in self._raw.headers.items())
        body = self._body.so_far()
        return Answer(
            url=str(self._request.url),
            method=str(self._request.method),
            status=None if self._raw is None else self._raw.status,
            headers=fields,
            body=body[: self._kept],
            truncated=self._raw is not None and (not self._whole or len(body) > self._kept),
            seconds=seconds,
            error=error,
            detail=detail,
        )

    def _send(self, deadline: Deadline) -> None:
        self.close()
        self._raw, self._body, self._whole = None, Body(self._limit, ""), False
        response = self._transport.send(
            self._request,
            stream=True,
            timeout=deadline.remaining(),
            verify=self._verify or True,
            proxies=self._proxies,
        )
        self._raw = response.raw
        self._body = Body(self._limit, self._raw.headers.get("content-encoding", ""))

    def _read(self, deadline: Deadline) -> None:
        """Take bytes as they arrive, so that whatever came before an end or a reset is kept."""
        while not self._body.overflows:
            wire = self._raw.read1(RECEIVE_BYTES, decode_content=False)
            if not wire:
                break
            self._body.feed(wire)
        deadline.remaining()
        self._body.finish()
        self._whole = not self._body.overflows

    def _redirect_target(self) -> str | None:
        if self._raw.status not in REDIRECTS:
            return None
        location: str | None = self._raw.headers.get("location")
        return location
