"""Ask the collector to whom it sends alerts, and which labels these have beside their rules' own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

import yaml

from gonogo.contract.metrics import Monitoring
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait, WaitTimeout

_NAMES = "labels?match[]=" + quote('{__name__=~".+",__name__!~"ALERTS.*"}')
"""Of all series but those that the collector makes of its own alerts, which have these alerts' labels."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Sender:
    """Where the collector sends alerts, the labels that it adds, and those of its series.

    ``urls`` and ``names`` are None where it does not say. ``rules`` choose what it sends, and change it.
    """

    urls: tuple[str, ...] | None
    external: dict[str, str]
    names: frozenset[str] | None
    rules: tuple[dict[str, Any], ...] = ()

    def may_have(self, label: str) -> bool:
        """Whether some series has a label."""
        return self.names is None or label in self.names


def sender(base: str, monitoring: Monitoring) -> Sender:
    """Ask; an Alertmanager that it finds late is waited for as long as a target is."""

    def ask(path: str, read: Callable[[Any], _T]) -> _T | None:
        try:
            return read(probe(f"{base}/api/v1/{path}").json()["data"])
        except (ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError):
            return None

    def sent_to() -> tuple[str, ...] | None:
        return ask("alertmanagers", _urls)

    urls = sent_to()
    if urls == ():
        with suppress(WaitTimeout):
            urls = Wait("an Alertmanager", monitoring.settles_within_seconds, 1.0).until(
                lambda: sent_to() or None
            )
    names, rules = ask(_NAMES, frozenset), ask("status/config", _relabelled) or ()
    return Sender(urls, ask("status/config", _external) or {}, names, rules)


def _urls(data: Any) -> tuple[str, ...]:
    return tuple(str(one["url"]) for one in data["activeAlertmanagers"])


def _relabelled(data: Any) -> tuple[dict[str, Any], ...]:
    return tuple((yaml.safe_load(data["yaml"]).get("alerting") or {}).get("alert_relabel_configs") or ())


def _external(data: Any) -> dict[str, str]:
    said = (yaml.safe_load(data["yaml"]).get("global") or {}).get("external_labels") or {}
    return {str(name): str(value) for name, value in said.items()}
