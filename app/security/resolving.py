"""Names to addresses, once for each hop and all of them checked, so that the connection goes nowhere else."""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence

import httpx

from app.security.destinations import Destinations, RefusedDestinationError, port_of

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port to addresses as text. Raises OSError."""

_UNKNOWN = {socket.EAI_NONAME, socket.EAI_NODATA}


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver, in a thread that nobody waits for when the name server is silent.

    The event loop's own executor is joined when the process ends, and would hold up a worker's end.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            _tell(loop, answer, error)
        else:
            _tell(loop, answer, list(dict.fromkeys(str(entry[4][0]) for entry in found)))

    threading.Thread(target=ask, daemon=True, name="resolver").start()
    return await answer


def _tell(
    loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Sequence[str]], found: Sequence[str] | OSError
) -> None:
    def settle() -> None:
        if answer.done():
            return
        if isinstance(found, OSError):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    if not loop.is_closed():
        loop.call_soon_threadsafe(settle)


async def checked_addresses(
    url: httpx.URL, destinations: Destinations, resolver: Resolver = resolve
) -> Sequence[str]:
    """Resolve the host of a parsed URL and return the addresses to connect to.

    Raises RefusedDestinationError when the name is unknown or any one of its addresses is refused: an answer
    that mixes public and private ones is an attempt (DNS rebinding). Both read alike, so that nobody learns
    which private names exist. Raises OSError when the resolver has no answer now.
    """
    try:
        found = await resolver(url.raw_host.decode("ascii"), port_of(url))
    except socket.gaierror as error:
        if error.errno not in _UNKNOWN:
            raise
        found = ()
    if not found:
        raise RefusedDestinationError("its host is not at a public address")
    for address in found:
        destinations.check(ipaddress.ip_address(address))
    return found
