"""Sockets and gevent in turn, from one greenlet: whoever is ready is called, and Locust gets its share."""

from collections.abc import Callable
from time import perf_counter

import gevent
from gevent.monkey import get_original

READ, WRITE = 1, 4  # EPOLLIN and EPOLLOUT: gevent takes epoll's own module away
SHORT_SECONDS = 0.00005  # to sleep and be woken takes as long
SHARE_SECONDS = 0.01
BATCH = 16

_epoll, _select = get_original("select", ["epoll", "select"])


class Loop:
    """Calls back whose descriptor is ready.

    It waits without gevent, which would wait in whole milliseconds, and gives it a turn every ten of them.
    """

    def __init__(self) -> None:
        self._epoll = _epoll()
        self._calls: dict[int, Callable[[], None]] = {}
        self._shared_at = 0.0

    def add(self, descriptor: int, events: int, call: Callable[[], None]) -> None:
        """Call from now on, whenever one of the events is there."""
        self._epoll.register(descriptor, events)
        self._calls[descriptor] = call

    def change(self, descriptor: int, events: int) -> None:
        """Wait for other events."""
        self._epoll.modify(descriptor, events)

    def remove(self, descriptor: int) -> None:
        """Call no more; the descriptor is about to be closed, which takes it off the list in the kernel."""
        self._calls.pop(descriptor, None)

    def turn(self, until: float) -> None:
        """Wait for the first descriptor, till a moment of `perf_counter` at most; call who is ready."""
        now = perf_counter()
        if now - self._shared_at > SHARE_SECONDS:
            gevent.sleep(0)
            self._shared_at = now = perf_counter()
        if (left := until - now) > SHORT_SECONDS:
            _select([self._epoll], [], [], min(left - SHORT_SECONDS, SHARE_SECONDS))
        for descriptor, _ in self._epoll.poll(0, BATCH):
            if (call := self._calls.get(descriptor)) is not None:
                call()

    def close(self) -> None:
        """Forget everything."""
        self._calls.clear()
        self._epoll.close()
