"""A plain HTTP/1.1 client: one attempt, no redirect, no cookie, every status is an answer."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING

from gonogo.loadtests.connection import Connection
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.route import Route
from gonogo.loadtests.secure import SecureConnection

if TYPE_CHECKING:
    from gonogo.loadtests.encoding import Encoded

LINGERING = 32
LONG_SECONDS = 1.0


class Client:
    """Sends requests over kept or fresh connections and hands each that has ended to `ended`.

    An idle connection that has become readable is closed and never used. A request that has no answer after
    `timeout_seconds` has failed: as all wait equally long, deadlines come in the order of sending.
    """

    def __init__(
        self,
        loop: Loop,
        ended: Callable[[Connection], None],
        timeout_seconds: float,
        *,
        pooled: bool,
        keeps_bodies: bool = False,
    ) -> None:
        self.loop = loop
        self.keeps_bodies = keeps_bodies
        self.under_way = 0
        self._tell = ended
        self._timeout_seconds = timeout_seconds
        self._pooled = pooled
        self._deadlines: deque[tuple[float, int, Connection]] = deque()
        self._lingering: deque[Connection] = deque()
        self._routes: set[Route] = set()

    def send(self, request: "Encoded", data: bytes, number: int, sent_at: float) -> None:
        """Send a request; `number` is its own among all of this client."""
        connection = self._idle(request.route, sent_at) or self._connection(request.route)
        self.under_way += 1
        self._deadlines.append((sent_at + self._timeout_seconds, number, connection))
        connection.send(request, data, number, sent_at)

    def turn(self, until: float) -> None:
        """Let things happen until a moment, or until the first has; then end what has no time left."""
        deadlines = self._deadlines
        while deadlines and deadlines[0][2].number != deadlines[0][1]:
            deadlines.popleft()
        self.loop.turn(min(until, deadlines[0][0]) if deadlines else until)
        while deadlines and deadlines[0][0] <= perf_counter():
            _, number, connection = deadlines.popleft()
            if connection.number == number:
                connection.fail(TimeoutError())

    def finished(self, connection: Connection) -> None:
        """Called by a connection whose request has ended."""
        self.under_way -= 1
        self._tell(connection)
        connection.number = -1
        if connection.error is not None:
            return
        if self._pooled and connection.answer.kept:
            connection.route.idle.append(connection)
        else:
            self._linger(connection)

    def lost(self, connection: Connection) -> None:
        """Called by an idle connection that is of no use any more."""
        with suppress(ValueError):
            connection.route.idle.remove(connection)
        connection.close()

    def close(self) -> None:
        """Leave everything, requests under way as well."""
        while self._deadlines:
            connection = self._deadlines.popleft()[2]
            if connection.number >= 0:
                connection.close()
        while self._lingering:
            self._lingering.popleft().close()
        for route in self._routes:
            while route.idle:
                route.idle.pop().close()

    def _idle(self, route: Route, now: float) -> Connection | None:
        """The connection that was used last; one that lies for long is looked at before it is used."""
        while route.idle:
            connection = route.idle.pop()
            if now - connection.sent_at < LONG_SECONDS or connection.is_quiet():
                return connection
            connection.close()
        return None

    def _connection(self, route: Route) -> Connection:
        self._routes.add(route)
        if route.tls is None:
            return Connection(self, route)
        return SecureConnection(self, route, route.tls)

    def _linger(self, connection: Connection) -> None:
        """Give the server time to close first: TIME_WAIT is then with it."""
        self._lingering.append(connection)
        if len(self._lingering) > LINGERING:
            self._lingering.popleft().close()
