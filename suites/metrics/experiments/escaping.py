"""Send quotes, backslashes and line feeds wherever a client can, and scrape what becomes of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode

from gonogo.contract.base import Request
from gonogo.contract.metrics import Metrics, Traffic
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.metrics.experiments.scrapes import ACCEPT
from gonogo.suites.metrics.experiments.sending import ask
from gonogo.suites.metrics.exposition.checks import declared_format
from gonogo.suites.metrics.observations.escaping import Body, Escaped, Escaping
from gonogo.targets.base import Target

_HEADERS = (
    "User-Agent", "Referer", "Origin", "Accept-Language", "Authorization", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Request-ID", "X-Client-ID", "X-Tenant", "Accept",
)  # fmt: skip
_ANYWHERE = Request(path="/", name="page")
Sent = tuple[str, dict[str, str]]  # path with query, headers


def send_text_to_escape(target: Target, metrics: Metrics, traffic: Traffic | None) -> Escaping:
    """Send it to each process, on every route of the traffic that is read by GET and on one besides.

    In what is written it stands in each text, and a scrape follows: what users store becomes a label
    elsewhere, of some things the last one alone.
    """
    requests = [
        (r, target.headers(r.credential)) for r in (*(traffic.requests if traffic else ()), _ANYWHERE)
    ]
    return Escaping(tuple(_escaped(url, metrics, requests) for url in target.expose))


def _escaped(url: str, metrics: Metrics, requests: list[tuple[Request, dict[str, str]]]) -> Escaped:
    mark = f"gate{secrets.token_hex(4)}"  # no letter of an escape comes first, so that a lone \ shows
    before = _bodies(url, metrics)
    reads = [(r, headers) for r, headers in requests if r.method == "GET"]
    sent = [each for request, headers in reads for each in _variants(request.path, headers, mark)]
    statuses = [probe(below(url, path), headers=headers).status for path, headers in sent]
    answered, stored = sum(1 for status in statuses if status is not None), []
    for write, headers in [(w, h) for r, h in requests if not r.is_safe for w in _written(r, mark)]:
        answered += ask(url, write, headers)[0] is not None
        stored.append(_body(below(url, metrics.path), metrics.formats[0]))
    after = _bodies(url, metrics)
    return Escaped(url, mark, answered, before, after, (*stored, *_between(url, metrics, mark)))


def _between(url: str, metrics: Metrics, mark: str) -> Iterator[Body]:
    """Send one header after the other, and scrape behind each, before anybody else is the last client."""
    for name in _HEADERS:
        probe(below(url, _ANYWHERE.path), headers={name: _text(mark)})
        yield _body(below(url, metrics.path), metrics.formats[0])


def _text(mark: str) -> str:
    return f'{mark}"\\{mark}'


def _variants(path: str, headers: dict[str, str], mark: str) -> Iterator[Sent]:
    """Give a request with the text in each header, in its query and in its path, where LF may stand too."""
    for name in _HEADERS:
        yield path, headers | {name: _text(mark)}
    text = f'{mark}"\n\\{mark}'
    bare, _, query = path.partition("?")
    names = [name for name, _ in parse_qsl(query)]
    yield f"{bare}?{urlencode(dict.fromkeys([*names, 'q'], text))}", headers
    yield f"{bare}?{quote(text, safe='')}", headers
    yield f"{bare.rpartition('/')[0]}/{quote(text, safe='')}", headers
    yield f"{bare.rstrip('/')}/{quote(text, safe='')}", headers


def _written(request: Request, mark: str) -> Iterator[Request]:
    """Give a write with the text in each text of its body, one after the other, with LF and without."""
    fields = request.body or {}
    for name in (name for name, value in fields.items() if isinstance(value, str)):
        for text in (f'{mark}"\n\\{mark}', _text(mark)):
            yield request.model_copy(update={"body": {**fields, name: text}})


def _bodies(url: str, metrics: Metrics) -> tuple[Body, ...]:
    return tuple(_body(below(url, metrics.path), wanted) for wanted in metrics.formats)


def _body(url: str, wanted: str) -> Body:
    answer = scrape(url, ACCEPT[wanted])
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    return Body(wanted, answer.status, error, openmetrics, answer.text)
