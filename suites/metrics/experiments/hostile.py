"""Send what a scanner sends, and count the series before and after."""

from __future__ import annotations

import base64
import json
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from string import ascii_lowercase
from urllib.parse import parse_qsl, urlencode

from gonogo.contract.base import Request
from gonogo.contract.metrics import Metrics, Traffic
from gonogo.contract.security import Security
from gonogo.core.limited import LIMITED
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.metrics.experiments.called import called
from gonogo.suites.metrics.experiments.missing import absent, missing_below
from gonogo.suites.metrics.exposition.checks import declared_format, read
from gonogo.suites.metrics.observations.hostile import Grown, Growth
from gonogo.targets.base import Target

_OF_EACH_KIND, _AT_ONCE, _LOOKS = 40, 8, 8
_PAGES = 3
_SOON_SECONDS = 2.0
_NET = "2001:db8::"  # for documentation (RFC 3849)
_OF_LIMITS = f'"{LIMITED}"'  # as the value of a label
_AS_IT_IS = (
    *(
        "X-Request-ID",
        "X-Correlation-ID",
        "X-Session-ID",
        "X-Client-ID",
        "X-Tenant-ID",
        "X-User-ID",
        "X-Device-ID",
    ),
    *("X-Api-Version", "X-Client-Version", "X-App-Version"),
)
Read = tuple[str, dict[str, str]]  # path with query, headers
Call = tuple[str, dict[str, str], Mapping[str, object]]  # path, headers, body of what is called by name
Bare = tuple[str, str, dict[str, str]]  # method, path, headers
Hostile = tuple[str, str, dict[str, str], bytes | None]
Look = dict[str, tuple[str, ...]]  # each series of one scrape, and its sample name with its label names


@dataclass(frozen=True)
class Drawn:
    """What is varied: reads and writes of the known traffic, by method and path, and hosts.

    ``pages`` are asked for as they are, by ever other clients; ``asked`` with a query of our own, which holds
    slashes. Behind an address that others share, another host is somebody else. ``calls`` are sent with other
    names for what they call, which writes nothing; below ``missing`` another name is asked for each time.
    """

    reads: tuple[Read, ...]
    pages: tuple[Read, ...]
    asked: tuple[Read, ...]
    writes: tuple[tuple[str, str], ...]
    calls: tuple[Call, ...]
    hosts: bool
    missing: tuple[str, ...] = ()


def send_hostile_traffic(
    target: Target, metrics: Metrics, traffic: Traffic | None, security: Security | None
) -> Grown:
    """Ask each process for paths and queries, with methods and headers that nobody else uses."""
    requests = traffic.requests if traffic else ()
    reads = {r.path: target.headers(r.credential) for r in requests if _varies(r)}
    pages = {r.path: target.headers(r.credential) for r in requests if r.method == "GET" and r.status < 400}
    asked = tuple((reads | pages).items())[:_PAGES]
    shown, writes = tuple(pages.items())[:_PAGES], _guarded_writes(requests)
    calls = tuple(_known_calls(target, requests))[:_PAGES]
    missing = missing_below(security, requests)
    sent = Drawn(tuple(reads.items()), shown, asked, writes, calls, target.started_here, missing)
    return Grown(tuple(_growth(url, metrics, sent) for url in target.expose))


def _growth(url: str, metrics: Metrics, drawn: Drawn) -> Growth:
    mark = secrets.token_hex(4)
    drawn = replace(drawn, missing=tuple(one for one in drawn.missing if _is_soon(url, one, mark)))
    for first in _requests(f"{mark}first", drawn, 1):  # what one request of a kind adds, a bounded label adds
        _sent(url, *first)
    requests = list(_requests(mark, drawn, _OF_EACH_KIND))
    answers, looks = Counter[int | None](), [_look(url, metrics)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for n in range(_LOOKS):
            some = requests[len(requests) * n // _LOOKS : len(requests) * (n + 1) // _LOOKS]
            answers.update(pool.map(partial(_sent, url), *zip(*some, strict=True)))
            last = f"{mark}last{n}"  # the last before a look is new
            _sent(url, "GET", f"/{last}", _headers(last), None)
            looks.append(_look(url, metrics))
    before, after = looks[0], looks[-1]
    new = sorted(after.keys() - before.keys()) if before and after else []
    marked = [series for series in new if mark in series]
    shown = (*marked, *(series for series in new if series not in marked))[:5]
    of_limits = sum(_OF_LIMITS in series for series in new if series not in marked and _NET not in series)
    return Growth(
        url,
        answers.total() - answers[None],
        len(before),
        len(after),
        len(new),
        tuple(shown),
        tuple(replaced(looks)),
        limited=answers[LIMITED],
        of_limits=of_limits,
    )


def replaced(looks: list[Look]) -> Iterator[str]:
    """Give one of the series of each kind that is another one in every look, as many as before.

    Each is kept by the collector, though no scrape has more than the last.
    """
    for kind in sorted({*looks[0].values()}):
        found = [[series for series, of in look.items() if of == kind] for look in looks]
        every = [series for some in found for series in some]
        if len({*map(len, found)}) == 1 and len({*every}) == len(every):
            yield min(found[-1])


def _requests(mark: str, drawn: Drawn, times: int) -> Iterator[Hostile]:
    for n in range(times):
        value = f"{mark}x{n}"  # in one piece: whoever takes the part before a sign has another one each time
        for method, path, headers in _bare(value, drawn):
            yield method, path, headers, b"{}" if "Content-Type" in headers else None
        for path, headers, body in drawn.calls:
            typed = headers | {"Content-Type": "application/json"}
            yield from (("POST", path, typed, json.dumps(one).encode()) for one in called(body, f"q{value}"))


def _bare(value: str, drawn: Drawn) -> Iterator[Bare]:
    """Give requests for absent paths, by other methods, with other headers, and of known routes."""
    yield "GET", f"/{value}/{secrets.token_hex(3)}", {}
    yield f"X{value.upper()}", "/", {}
    yield "GET", f"/?q={value}&{value}=1", _headers(value)
    yield from [("GET", "/", {"Host": f"{value}.example"})] if drawn.hosts else []
    yield "POST", f"/{value}", _of_body(value)
    yield from (("GET", absent(template, value), {}) for template in drawn.missing)
    yield from (("GET", _varied(path, value), headers) for path, headers in drawn.reads)
    yield from (("GET", one, headers) for path, headers in drawn.reads for one in _numbered(path, value))
    yield from (("GET", path, headers | _forged(value)) for path, headers in drawn.reads[:1])
    yield from (("GET", path, _of_client(value) | headers) for path, headers in drawn.pages)
    yield from (("GET", _slashed(path, value), headers) for path, headers in drawn.asked)
    yield from ((method, path, _of_body(value)) for method, path in drawn.writes)


def _headers(value: str) -> dict[str, str]:
    """Return headers that a service may count by, each in the form in which it is read (RFC 9110)."""
    language = "".join(secrets.choice(ascii_lowercase) for _ in range(8))  # RFC 5646, 2.1: letters, 8 at most
    return _of_client(value) | {
        "Origin": f"https://{value}.example",
        "X-Forwarded-Host": f"{value}.example",
        "Via": f"1.1 {value}",
        "Accept": f"application/vnd.{value}+json",
        "Accept-Language": language,
        "Cookie": f"{value}=1",
    }


def _of_client(value: str) -> dict[str, str]:
    """Return what says who asks: a handler that counts by it is reached with it, and answers as ever."""
    address = f"{_NET}{secrets.token_hex(2)}:{secrets.token_hex(2)}"
    return dict.fromkeys(_AS_IT_IS, value) | {
        "User-Agent": f"{value}/1.0",
        "Referer": f"https://{value}.example/{value}",
        "X-Forwarded-For": address,
        "X-Real-IP": address,
    }


def _forged(value: str) -> dict[str, str]:
    """Return a token that nobody signed; its key, issuer and subject are texts of ours (RFC 7515, 7.1)."""
    parts = ({"alg": "EdDSA", "typ": "JWT", "kid": value}, {"iss": value, "sub": value, "client_id": value})
    head, claims = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts
    )
    return {"Authorization": f"Bearer {head}.{claims}.{'A' * 86}"}


def _of_body(value: str) -> dict[str, str]:
    return {"Content-Type": f"application/vnd.{value}+json; boundary={value}", "Content-Language": value}


def _guarded_writes(requests: tuple[Request, ...]) -> tuple[tuple[str, str], ...]:
    """Return known writes that take a credential: sent without one, nothing is written."""
    return tuple(dict.fromkeys((r.method, r.path) for r in requests if not r.is_safe and r.credential))


def _known_calls(target: Target, requests: tuple[Request, ...]) -> Iterator[Call]:
    for request in requests:
        if request.method == "POST" and request.body and any(called(request.body, "x")):
            yield request.path, target.headers(request.credential), request.body


def _varies(request: Request) -> bool:
    """Whether a known read has a part that clients choose: a query, or a path that is not its route."""
    bare, _, query = request.path.partition("?")
    return request.method == "GET" and bool(query or request.route not in (None, bare))


def _varied(path: str, value: str) -> str:
    """Put another value into each parameter, or in the place of the last segment: a number for a number."""
    bare, _, query = path.partition("?")
    if query:
        return f"{bare}?{urlencode({name: value for name, _ in parse_qsl(query)})}"
    head, _, last = bare.rpartition("/")
    return f"{head}/{secrets.randbelow(10**9) if last.isdigit() else value}"


def _numbered(path: str, value: str) -> Iterator[str]:
    """Give the path once for each number of its query, with another one near it and all else as it is.

    What has to be a number is refused with a text, before a handler that counts by it is reached.
    """
    bare, _, query = path.partition("?")
    pairs, n = parse_qsl(query, keep_blank_values=True), int(value.rpartition("x")[2]) + 1
    for at, (name, own) in enumerate(pairs):
        if own.isdecimal():
            yield f"{bare}?{urlencode([*pairs[:at], (name, int(own) + n), *pairs[at + 1 :]])}"


def _slashed(path: str, value: str) -> str:
    """Append a query that holds slashes (RFC 3986, 3.4): who cuts a target at them takes it for segments.

    Source: PayU/prometheus-api-metrics#28.
    """
    return f"{path}{'&' if '?' in path else '?'}{value}/{value}/{value}"


def _sent(url: str, method: str, path: str, headers: dict[str, str], body: bytes | None) -> int | None:
    """Return the status of the answer, None where none came."""
    return probe(below(url, path), method=method, headers=headers, body=body).status


def _is_soon(url: str, template: str, mark: str) -> bool:
    """Whether such a path is answered soon: a stream, or what waits for another, would take all our time."""
    path = absent(template, f"{mark}missing")
    return probe(below(url, path), deadline_seconds=_SOON_SECONDS).status is not None


def _look(url: str, metrics: Metrics) -> Look:
    """Return every series of one scrape, empty where it was not answered."""
    answer = scrape(below(url, metrics.path))
    if answer.status != 200 or answer.error:
        return {}
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    samples = read(answer.text, openmetrics=openmetrics).samples
    return {sample.series: (sample.name, *(name for name, _ in sample.labels)) for sample in samples}
