"""The one HTTP client of the experiments: bounded in time and memory, and never surprised by a target."""

import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from requests import PreparedRequest, Session

from gonogo.instruments.probe.answer import Answer, ErrorKind
from gonogo.instruments.probe.deadline import Deadline
from gonogo.instruments.probe.exchange import LARGEST_BYTES, Exchange
from gonogo.instruments.probe.extra import is_own
from gonogo.instruments.probe.failure import FAILURES, kind_of
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.probe.transport import Prepared, Transport, pooled_session
from gonogo.instruments.tls import tls_context
from gonogo.instruments.urls import anew, bare
from gonogo.network import current

__all__ = ["Answer", "ErrorKind", "pooled_session", "probe"]

DEFAULT_HEADERS = {"User-Agent": "gonogo", "Accept": "*/*", "Accept-Encoding": "identity"}
CHUNK_BYTES = 16_384


def probe(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    chunked: bool = False,
    deadline_seconds: float = 5.0,
    max_bytes: int = LARGEST_BYTES,
    follow: bool = False,
    session: Session | None = None,
    verify: str | None = None,
) -> Answer:
    """Send one request and return what came within `deadline_seconds` in all; no target makes it raise.

    The connection is a new one, unless `session` (from pooled_session) keeps them; it goes as gonogo.network
    says, and no proxy, CA or .netrc of the environment has a say.
    At most `max_bytes` decoded bytes of body are kept; it is read to its end, or `too_large` beyond these and
    4,000,000. Redirects are followed only with `follow`, up to ten, in the same deadline.
    Each `{uuid}` in the URL is a fresh one, as what a client names itself has to be.
    A `chunked` body comes in chunks, without a Content-Length. `verify` is a path of CA certificates in place
    of the usual ones.
    Answers of 1xx are provisional and passed over. A user and password in the URL become an Authorization of
    that origin's, and stand neither in Host nor in the answer's URL.
    ValueError for a URL, header, path or session that cannot be used.
    """
    transport = _transport(session)
    request = _prepare(anew(url), method, headers, _chunks(body) if chunked and body else body)
    if session is None:
        request.headers.setdefault("Connection", "close")
    if verify is not None or url.lower().startswith("https:"):
        tls_context(verify, current(), known=is_own(url))
    exchange = Exchange(request, transport, max_bytes, keep=session is not None, verify=verify)
    started = time.monotonic()
    with Deadline(deadline_seconds) as deadline:
        error, detail = _outcome(exchange, deadline, follow=follow)
    return exchange.answer(time.monotonic() - started, error, detail)


def _outcome(exchange: Exchange, deadline: Deadline, *, follow: bool) -> tuple[ErrorKind | None, str]:
    try:
        outcome = exchange.run(follow=follow, deadline=deadline)
    except FAILURES as failure:
        kind, said = kind_of(failure)
        outcome = kind, f"{said}; asked through the proxy {bare(exchange.proxy)}" if exchange.proxy else said
    finally:
        exchange.close()
    return ("timeout", f"not finished after {deadline.seconds:g} s") if deadline.expired else outcome


def _chunks(body: bytes) -> Iterator[bytes]:
    """Give the body piece by piece: what has no length is sent in chunks."""
    return (body[start : start + CHUNK_BYTES] for start in range(0, len(body), CHUNK_BYTES))


def _prepare(
    url: str, method: str, headers: Mapping[str, str] | None, body: bytes | Iterator[bytes] | None
) -> PreparedRequest:
    scheme = urlsplit(url).scheme.lower()
    if scheme not in ("http", "https"):
        raise ValueError(f"a probe needs an http or https URL, got {bare(url)!r}")
    fields = {**DEFAULT_HEADERS, **authorized(url, headers or {})}
    request = Prepared()
    request.prepare(method.upper(), bare(url), headers=fields, data=body)
    if request.url is None or not urlsplit(request.url).hostname:
        raise ValueError(f"a probe needs a URL with a host, got {bare(url)!r}")
    return request


def _transport(session: Session | None) -> Transport:
    if session is None:
        return Transport(max_retries=0)
    transport = session.get_adapter("http://")
    if not isinstance(transport, Transport):
        raise ValueError("this session keeps no deadline; make it with pooled_session()")  # noqa: TRY004 - ours
    return transport
