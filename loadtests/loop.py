"""Sockets and gevent in turn, from one greenlet: whoever is ready is called, and Locust gets its share."""

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

import gevent
from gevent.monkey import get_original
from gevent.socket import wait_read

READ, WRITE = 1, 4  # EPOLLIN and EPOLLOUT: gevent takes epoll's own module away
FINE_SECONDS = 0.002
SHORT_SECONDS = 0.00005  # to sleep and be woken takes as long
SHARE_SECONDS = 0.01
BATCH = 16

_epoll, _select = get_original("select", ["epoll", "select"])


class Loop:
    """Calls back whose descriptor is ready.

    gevent waits in whole milliseconds; the last two before a moment are waited for without it.
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
        """Wait till a moment of `perf_counter` or for the first descriptor, then call who is ready."""
        now = perf_counter()
        left = until - now
        if left > 2 * FINE_SECONDS:
            self._share(left - FINE_SECONDS)
        elif now - self._shared_at > SHARE_SECONDS:
            self._share(0.0)
        elif left > SHORT_SECONDS:
            _select([self._epoll], [], [], left)
        for descriptor, _ in self._epoll.poll(0, BATCH):
            if (call := self._calls.get(descriptor)) is not None:
                call()

    def close(self) -> None:
        """Forget everything."""
        self._calls.clear()
        self._epoll.close()

    def _share(self, seconds: float) -> None:
        """Let other greenlets run, for so long or until a descriptor is ready."""
        if seconds:
            with suppress(TimeoutError):
                wait_read(self._epoll.fileno(), seconds)
        else:
            gevent.sleep(0)
        self._shared_at = perf_counter()
