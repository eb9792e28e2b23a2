"""Fetches one document: each hop checked, the connection made to the address that was checked."""

import asyncio
import ssl

import httpx

from app import SERVICE, __version__
from app.imports.document import Document, media_type_of
from app.imports.failures import PermanentError, TemporaryError
from app.security.destinations import Destinations, RefusedDestinationError
from app.security.resolving import Resolver, checked_addresses, resolve

MAX_REDIRECTS = 3
CONNECT_SECONDS = 5.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_LATER = frozenset({408, 425, 429})
_HEADERS = {
    "User-Agent": f"{SERVICE}-import/{__version__}",
    "Accept": "text/html, text/plain",
    "Accept-Encoding": "identity",  # a compressed answer's real size shows when it is too late
}


class Fetcher:
    """Fetches within the limits of the settings. Raises PermanentError or TemporaryError, nothing else."""

    def __init__(
        self,
        destinations: Destinations,
        timeout_seconds: float,
        max_bytes: int,
        resolver: Resolver = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._destinations = destinations
        self._timeout_seconds = timeout_seconds
        self._max_bytes = max_bytes
        self._resolver = resolver
        self._tls = tls or ssl.create_default_context()

    async def fetch(self, url: str) -> Document:
        """Return the document, redirects followed, by one deadline for all of it."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._follow(url)
        except RefusedDestinationError as refused:
            raise PermanentError(f"the URL is refused: {refused}") from None
        except TimeoutError:
            raise TemporaryError(f"it took longer than {self._timeout_seconds:g} seconds") from None
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            raise TemporaryError(f"the connection failed: {type(error).__name__}") from None

    async def _follow(self, url: str) -> Document:
        hop = self._destinations.parse(url)
        for _ in range(MAX_REDIRECTS + 1):
            found = await self._hop(hop)
            if isinstance(found, Document):
                return found
            hop = self._next(hop, found)
        raise PermanentError(f"it redirects more than {MAX_REDIRECTS} times")

    def _next(self, hop: httpx.URL, location: str) -> httpx.URL:
        try:
            following = self._destinations.parse(str(hop.join(location)))
        except (httpx.InvalidURL, ValueError):
            raise PermanentError("it redirects to what is not a URL") from None
        if hop.scheme == "https" and following.scheme != "https":
            raise PermanentError("it redirects from https to http")
        return following

    async def _hop(self, url: httpx.URL) -> Document | str:
        """Return the document, or where the answer redirects to; from the first address that connects."""
        addresses = await checked_addresses(url, self._destinations, self._resolver)
        for address in addresses[:-1]:
            try:
                return await self._from(url, address)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._from(url, addresses[-1])

    async def _from(self, url: httpx.URL, address: str) -> Document | str:
        """Ask at this address, as the host that the URL names: in the Host header, in SNI and certificate."""
        request = httpx.Request(
            "GET",
            url.copy_with(host=address, fragment=None),
            headers=_HEADERS | {"Host": url.netloc.decode("ascii")},
            extensions={
                "sni_hostname": url.raw_host.decode("ascii").removesuffix("."),
                "timeout": httpx.Timeout(self._timeout_seconds, connect=CONNECT_SECONDS).as_dict(),
            },
        )
        # A transport alone: a client would add proxies and .netrc, cookies, and its own view of redirects.
        async with httpx.AsyncHTTPTransport(verify=self._tls, trust_env=False) as transport:
            response = await transport.handle_async_request(request)
            try:
                return await self._document(response)
            finally:
                await response.aclose()

    async def _document(self, response: httpx.Response) -> Document | str:
        location: str | None = response.headers.get("location")
        if response.status_code in _REDIRECTS and location:
            return location
        _require_success(response.status_code)
        media_type_of(content_type := response.headers.get("content-type", ""))  # before a byte is read
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise PermanentError("it is compressed, which was not asked for")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._max_bytes:
                raise PermanentError(f"it is larger than {self._max_bytes} bytes")
        return Document(bytes(body), content_type)


def _require_success(status: int) -> None:
    if status >= 500 or status in _TRY_LATER:
        raise TemporaryError(f"it answered {status}")
    if status != 200:
        raise PermanentError(f"it answered {status}")
