"""Scrape with the coding for which a Prometheus server asks, and without."""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.metrics.experiments.scrapes import ACCEPT
from gonogo.suites.metrics.exposition.checks import declared_format, read
from gonogo.suites.metrics.observations.compressed import Compressed, Pair
from gonogo.targets.base import Target


def scrape_compressed(target: Target, metrics: Metrics) -> Compressed:
    """Ask each process for the exposition as it is, and compressed; as it is once more where names went."""
    names = {replica.url: replica.name for replica in target.replicas}
    return Compressed(
        tuple(_pair(names.get(url, "entry"), below(url, metrics.path)) for url in target.expose)
    )


def _pair(source: str, url: str) -> Pair:
    before, packed = _ask(url, "identity"), _ask(url, "gzip")
    plain = _names(before)
    if plain - _names(packed):  # a name that is no longer there plain either was not lost by the coding
        plain &= _names(_ask(url, "identity"))
    error = f"{packed.error}: {packed.detail}" if packed.error else ""
    coding = packed.header("content-encoding") or ""
    return Pair(source, packed.status, coding, error, len(plain), tuple(sorted(plain - _names(packed))))


def _ask(url: str, coding: str) -> Answer:
    return scrape(url, ACCEPT["default"], {"Accept-Encoding": coding})


def _names(answer: Answer) -> set[str]:
    """Return the sample names, none where it was not answered whole."""
    if answer.status != 200 or answer.error:
        return set()
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    return {sample.name for sample in read(answer.text, openmetrics=openmetrics).samples}
