"""Name resolution and connecting within what is left of a deadline."""

import socket
import threading
from collections.abc import Sequence
from typing import Any

from gonogo.instruments.probe.deadline import Deadline

AddressInfo = tuple[int, int, int, str, Any]


def connect(host: str, port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address of `host` that answers; each gets an equal share of the time left.

    Raises socket.gaierror without an address, TimeoutError, or the last address's OSError.
    """
    addresses = _resolve(host, port, deadline)
    failure: OSError = socket.gaierror(socket.EAI_NONAME, f"{host} has no address")
    for tried, address in enumerate(addresses):
        try:
            return _connect_to(address, deadline.remaining() / (len(addresses) - tried), deadline)
        except OSError as refused:
            failure = refused
    raise failure


def _connect_to(address: AddressInfo, seconds: float, deadline: Deadline) -> socket.socket:
    family, kind, protocol, _, target = address
    connection = socket.socket(family, kind, protocol)
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(seconds)
        connection.connect(target)
        deadline.watch(connection)
        connection.settimeout(deadline.remaining())
    except BaseException:
        connection.close()
        raise
    return connection


def _resolve(host: str, port: int, deadline: Deadline) -> Sequence[AddressInfo]:
    """Ask the resolver from a thread, since nothing can interrupt getaddrinfo; an IP address needs none."""
    if _is_address(host):
        return _look_up(host, port, socket.AI_NUMERICHOST)
    lookup = _Lookup(host, port)
    lookup.start()
    lookup.join(deadline.remaining())
    return lookup.addresses()


def _is_address(host: str) -> bool:
    try:
        _look_up(host, 0, socket.AI_NUMERICHOST)
    except (socket.gaierror, UnicodeError):
        return False
    return True


def _look_up(host: str, port: int, flags: int) -> Sequence[AddressInfo]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)


class _Lookup(threading.Thread):
    """One call of the resolver; abandoned when it takes too long."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(daemon=True)
        self._asked = host, port
        self._found: Sequence[AddressInfo] | OSError | None = None

    def run(self) -> None:
        try:
            self._found = _look_up(*self._asked, flags=0)
        except OSError as failure:
            self._found = failure
        except UnicodeError as failure:
            self._found = socket.gaierror(socket.EAI_NONAME, str(failure))

    def addresses(self) -> Sequence[AddressInfo]:
        """What the resolver answered; its gaierror, or TimeoutError while it still thinks."""
        if isinstance(self._found, OSError):
            raise self._found
        if self._found is None:
            raise TimeoutError(f"the resolver did not answer for {self._asked[0]}")
        return self._found
