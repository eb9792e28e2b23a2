"""Ask each probe for more than it says, by the queries that services know for that.

Source: `/readyz?verbose` of the Kubernetes API server; `?full`, `?details` and `?debug` of health libraries.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.suites.health.experiments.reads import first_source, read
from gonogo.suites.health.observations.verbose import AskedForMore
from gonogo.suites.health.promised import probes_of
from gonogo.targets.base import Target

_NAMES = ("verbose", "details", "full", "debug", "all")
_QUERIES = ("verbose", "&".join(f"{name}=true" for name in _NAMES), "&".join(f"{name}=1" for name in _NAMES))


def ask_for_more(target: Target, health: Health) -> AskedForMore:
    """Ask as everybody does, then with the bare word, then with a value for each of the words at once."""
    probes = [(name, *first_source(target, one.path), one.path) for name, one in probes_of(health).items()]
    asked = (
        (name, source, url, f"{path}{'&' if '?' in path else '?'}{query}")
        for name, source, url, path in probes
        for query in _QUERIES
    )
    return AskedForMore(tuple(read(*each) for each in probes), tuple(read(*each) for each in asked))
