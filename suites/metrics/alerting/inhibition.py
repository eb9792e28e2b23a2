"""Which alerts inhibit which by Alertmanager's configuration, when all of them fire. Pure.

Source: Alertmanager, "Configuration", inhibit_rule: labels that both lack are equal, and no alert that is on
both sides inhibits another such one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gonogo.suites.metrics.alerting.matchers import Matcher, matchers

Labels = Mapping[str, str]


def inhibitors(configuration: Mapping[str, Any], alerts: Sequence[Labels]) -> list[tuple[int, ...]]:
    """Return, for each alert, the places of those that inhibit it."""
    rules = [
        (matchers(one, "source_"), matchers(one, "target_"), tuple(map(str, one.get("equal") or ())))
        for one in configuration.get("inhibit_rules") or ()
    ]
    return [
        tuple(place for place, source in enumerate(alerts) if any(_mutes(*r, source, target) for r in rules))
        for target in alerts
    ]


def _mutes(
    sources: tuple[Matcher, ...],
    targets: tuple[Matcher, ...],
    equal: tuple[str, ...],
    source: Labels,
    target: Labels,
) -> bool:
    return (
        _all(sources, source)
        and _all(targets, target)
        and not (_all(sources, target) and _all(targets, source))
        and all(source.get(name, "") == target.get(name, "") for name in equal)
    )


def _all(conditions: tuple[Matcher, ...], labels: Labels) -> bool:
    return all(one.takes(labels) for one in conditions)
