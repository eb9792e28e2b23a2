"""One connection: a socket that never blocks, and at most one request under way on it."""

from errno import EINPROGRESS
from socket import IPPROTO_TCP, MSG_PEEK, TCP_NODELAY
from typing import TYPE_CHECKING, Any

from gevent.monkey import get_original

from gonogo.loadtests.answer import AnswerReader
from gonogo.loadtests.errors import BrokenAnswerError
from gonogo.loadtests.loop import READ, WRITE
from gonogo.loadtests.route import Route

if TYPE_CHECKING:
    from gonogo.loadtests.client import Client
    from gonogo.loadtests.encoding import Encoded

CHUNK = 65_536

_socket = get_original("socket", "socket")


class Connection:
    """Carries one request at a time, and tells the client when it has ended.

    `number` and `sent_at` are those of the request under way, else -1 and the last one's; `error` is None for
    a whole answer.
    """

    __slots__ = (
        *("_client", "_connected", "_descriptor", "_left", "_loop", "_place", "_refusal", "_sock"),
        *("answer", "error", "number", "route", "sent_at"),
    )

    def __init__(self, client: "Client", route: Route) -> None:
        self._client, self._loop = client, client.loop
        self.route = route
        self.answer = AnswerReader()
        self.error: Exception | None = None
        self.number, self.sent_at = -1, 0.0
        self._sock: Any = None
        self._descriptor = -1
        self._refusal: OSError | None = None
        self._place = 0
        self._left = b""
        self._connected = False

    def send(self, request: "Encoded", data: bytes, number: int, sent_at: float) -> None:
        """Send a request; opens the connection where that has not happened yet."""
        self.number, self.sent_at = number, sent_at
        self.answer.expect(bodyless=request.answer_has_no_body, keep_body=self._client.keeps_bodies)
        if self._connected:
            self._request(data)
        else:
            self._left = self._first(data)
            self._connect()

    def fail(self, error: Exception) -> None:
        """End the request under way without an answer."""
        self.close()
        self.error = error
        self._client.finished(self)

    def is_quiet(self) -> bool:
        """Whether nothing has come on an idle connection; an end would have."""
        try:
            self._sock.recv(1, MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def close(self) -> None:
        """Let go of the socket."""
        self._shut()
        self.answer.forget()

    def _first(self, data: bytes) -> bytes:
        """What is sent as soon as the connection stands."""
        return data

    def _request(self, data: bytes) -> None:
        """Send a request on a connection that stands."""
        self._write(data)

    def _took(self, data: bytes) -> None:
        """Bytes have come."""
        if self.number < 0:  # it speaks without being asked
            self._client.lost(self)
            return
        try:
            self.answer.feed(data)
        except BrokenAnswerError as error:
            self.fail(error)
            return
        if self.answer.done:
            self.error = None
            self._client.finished(self)

    def _ended(self) -> None:
        """The server sends no more."""
        if self.number < 0:
            self._client.lost(self)
            return
        try:
            self.answer.end()
        except (ConnectionError, BrokenAnswerError) as error:
            self.fail(error)
            return
        self.error = None
        self._client.finished(self)

    def _connect(self) -> None:
        """Try the addresses in turn; where none is left the first one's refusal is told."""
        while self._place < len(self.route.addresses):
            found = self.route.addresses[self._place]
            self._place += 1
            try:
                self._open(*found)
            except OSError as error:
                self._refused(error)
            else:
                return
        self.fail(self._refusal or OSError("no address"))

    def _open(self, family: int, kind: int, protocol: int, _name: str, address: Any) -> None:
        """Begin to connect, and send at once: on loopback the connection stands by then."""
        self._sock = _socket(family, kind, protocol)
        self._sock.setblocking(False)
        self._sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        if (state := self._sock.connect_ex(address)) not in {0, EINPROGRESS}:
            raise OSError(state, "connect")
        self._push()
        self._descriptor = self._sock.fileno()
        self._loop.add(self._descriptor, READ | WRITE if self._left else READ, self._ready)

    def _refused(self, error: OSError) -> None:
        self._refusal = self._refusal or error
        self._shut()

    def _shut(self) -> None:
        if self._sock is not None:
            self._loop.remove(self._descriptor)
            self._sock.close()
            self._sock, self._connected = None, False

    def _write(self, data: bytes) -> None:
        if self._left:
            self._left += data
            return
        self._left = data
        try:
            self._push()
        except OSError as error:
            self.fail(error)
            return
        if self._left:
            self._loop.change(self._descriptor, READ | WRITE)

    def _push(self) -> None:
        """Send what is left as far as it goes. Raises OSError."""
        try:
            sent = self._sock.send(self._left)
        except BlockingIOError:
            return
        self._connected = True
        self._left = self._left[sent:]

    def _ready(self) -> None:
        try:
            if self._left:
                self._push()
                if not self._left:
                    self._loop.change(self._descriptor, READ)
            data = self._sock.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            self._broke(error)
            return
        if data:
            self._took(data)
        else:
            self._ended()

    def _broke(self, error: OSError) -> None:
        if self.number < 0:
            self._client.lost(self)
        elif self._connected:
            self.fail(error)
        else:
            self._refused(error)
            self._connect()
