"""Ask each probe for more than it says, by the queries that services know for that, and as other readers do.

Source: `/readyz?verbose` of the Kubernetes API server; `?full`, `?details` and `?debug` of health libraries;
RFC 9110, 12.5.1: the page that a browser gets is another answer.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.reads import first_source, read
from gonogo.suites.health.observations.probes import ProbeRead
from gonogo.suites.health.observations.verbose import AskedForMore
from gonogo.suites.health.promised import probes_of
from gonogo.targets.base import Target

_NAMES = ("verbose", "details", "full", "debug", "all")
_QUERIES = ("verbose", "&".join(f"{name}=true" for name in _NAMES), "&".join(f"{name}=1" for name in _NAMES))
_MOST_BYTES = 16_000
_READERS = ("text/html,application/xhtml+xml,application/xml;q=0.9", "text/plain", "application/xml")


def ask_for_more(target: Target, health: Health) -> AskedForMore:
    """Ask as everybody does, then with the bare word, with a value for each word, and as other readers do."""
    probes = [(name, *first_source(target, one.path), one.path) for name, one in probes_of(health).items()]
    asked = (
        (name, source, url, f"{path}{'&' if '?' in path else '?'}{query}")
        for name, source, url, path in probes
        for query in _QUERIES
    )
    others = (
        _as_reader(name, f"{source} as {accept.partition(',')[0]}", below(url, path), path, accept)
        for name, source, url, path in probes
        for accept in _READERS
    )
    return AskedForMore(tuple(read(*each) for each in probes), (*(read(*each) for each in asked), *others))


def _as_reader(name: str, source: str, url: str, path: str, accept: str) -> ProbeRead:
    """Ask once, as who takes that kind of answer."""
    answer = probe(url, headers={"Accept": accept}, max_bytes=_MOST_BYTES)
    status = None if answer.error else answer.status
    told = (answer.media_type, answer.text, answer.seconds)
    return ProbeRead(name, source, path, status, answer.error or "", *told, headers=tuple(answer.headers))
