"""Send what a scanner sends, and count the series before and after."""

from __future__ import annotations

import secrets

from fixtures.probe import probe
from fixtures.targets import Target
from suites.core.contract import Contract
from suites.core.contract.sections import Metrics
from suites.metrics.exposition import declared_format, read
from suites.metrics.observations.hostile import Grown, Growth

_PATHS, _METHODS, _HEADERS = 40, 10, 10


def send_hostile_traffic(target: Target, contract: Contract) -> Grown:
    """Ask each process for paths, with methods and headers that nobody else uses."""
    assert contract.metrics is not None
    return Grown(tuple(_growth(url, contract.metrics) for url in target.expose))


def _growth(url: str, metrics: Metrics) -> Growth:
    before = _series(url, metrics)
    mark = secrets.token_hex(4)
    sent = sum(_sent(url, method, path, headers) for method, path, headers in _requests(mark))
    after = _series(url, metrics)
    new = sorted(after - before) if before and after else []
    marked = [series for series in new if mark in series]
    shown = (*marked, *(series for series in new if series not in marked))[:5]
    return Growth(url, sent, len(before), len(after), len(new), tuple(shown))


def _requests(mark: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return method, path and headers of each request."""
    plain: dict[str, str] = {}
    paths = [("GET", f"/{mark}-{n}/{secrets.token_hex(3)}", plain) for n in range(_PATHS)]
    methods = [(f"X{mark.upper()}{n}", "/", plain) for n in range(_METHODS)]
    names = ("User-Agent", "Referer", "Origin", "X-Forwarded-For", "Accept-Language")
    headers = [("GET", f"/?q={mark}{n}", dict.fromkeys(names, f"{mark}-{n}")) for n in range(_HEADERS)]
    return [*paths, *methods, *headers]


def _sent(url: str, method: str, path: str, headers: dict[str, str]) -> int:
    return 1 if probe(url + path, method=method, headers=headers).status is not None else 0


def _series(url: str, metrics: Metrics) -> set[str]:
    """Return every series of one scrape, empty where it was not answered."""
    answer = probe(url + metrics.path, headers={"Accept": "text/plain;version=0.0.4"})
    if answer.status != 200 or answer.error:
        return set()
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    return {sample.series for sample in read(answer.text, openmetrics=openmetrics).samples}
