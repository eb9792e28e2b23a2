"""Raise every alert of the release's rules in its Alertmanager, see what becomes of them, and end them.

They live for about a second: a notification goes out only where a `group_wait` is shorter than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gonogo.contract import alertmanager as promises
from gonogo.contract.metrics import Monitoring
from gonogo.core.observation import Can
from gonogo.instruments.urls import below
from gonogo.suites.metrics.alerting.inhibition import inhibitors
from gonogo.suites.metrics.alerting.relabelled import Told, told
from gonogo.suites.metrics.alerting.routes import asked_for, possible, ways
from gonogo.suites.metrics.experiments.alertmanager import Alertmanager
from gonogo.suites.metrics.experiments.alerts import rules_of
from gonogo.suites.metrics.experiments.senders import Sender, sender
from gonogo.suites.metrics.experiments.watch import names_of
from gonogo.suites.metrics.observations.alarms import Alarms, Raised, Silence
from gonogo.suites.metrics.observations.alerts import Alert
from gonogo.suites.metrics.promql import is_always_true
from gonogo.suites.metrics.relabelling import sends
from gonogo.targets.base import Target, TargetError


def raise_every_alert(target: Target, monitoring: Monitoring, alertmanager: promises.Alertmanager) -> Alarms:
    """Raise all at once: which of them inhibits which is told by the configuration, and judged with it."""
    rules, unread = rules_of(target.source, monitoring)
    sends = sender(target.service_url(monitoring.service, monitoring.port), monitoring)
    base = below(target.service_url(alertmanager.service, alertmanager.port), alertmanager.path)
    asked = Alertmanager(base, target.headers(alertmanager.credential))
    look = _Look(asked.configuration(), asked.silences(), sends, datetime.now(UTC))
    fires = _by_labels([one for one in rules if not one.recorded], alertmanager, sends)
    with asked.raised([one.told.labels for one in fires]) as seen:
        pass
    return Alarms(look.raised(fires, seen), look.integrations, sends.urls, unread, _called(target))


def _called(target: Target) -> tuple[str, ...]:
    """Return what leads to the containers of the stack; nothing where they cannot be inspected."""
    states = target.container_states() if Can.INSPECT_CONTAINERS in target.can() else []
    return tuple(sorted({name for state in states for name in names_of(state)} - {""}))


@dataclass(frozen=True)
class _Fires:
    """A rule's alert with the labels that it is known to have, and as the collector sends it."""

    rule: Alert
    labels: dict[str, str]
    templates: frozenset[str]
    told: Told


def _by_labels(alerts: Sequence[Alert], promised: promises.Alertmanager, sends: Sender) -> list[_Fires]:
    """Return each set of labels once."""
    found = {}
    for one in alerts:
        own = {name: value for name, value in one.labels.items() if value and "{{" not in value}
        labels = {**sends.external, **promised.labels, **own, "alertname": one.name}
        templates = frozenset(name for name, value in one.labels.items() if "{{" in value)
        own_templates = templates - set(labels)
        as_told = told(sends.rules, labels, own_templates, sends.may_have)
        found[tuple(sorted(labels.items()))] = _Fires(one, labels, own_templates, as_told)
    return list(found.values())


@dataclass(frozen=True)
class _Look:
    """What Alertmanager is told to do with alerts, and who sends them."""

    configuration: dict[str, Any]
    silences: dict[str, Silence]
    sends: Sender
    now: datetime

    @property
    def integrations(self) -> dict[str, int]:
        """How many each receiver tells."""
        return {
            str(one["name"]): sum(len(made or ()) for key, made in one.items() if key.endswith("_configs"))
            for one in self.configuration.get("receivers") or ()
        }

    def raised(self, fires: Sequence[_Fires], seen: Sequence[Mapping[str, Any]]) -> tuple[Raised, ...]:
        """Return what is known of each; TargetError for a configuration that cannot be read here."""
        try:
            by = inhibitors(self.configuration, [one.told.labels for one in fires])
            return tuple(self._raised(*each) for each in zip(fires, seen, by, strict=True))
        except (KeyError, TypeError, ValueError) as odd:
            raise TargetError(f"Alertmanager's configuration was not understood: {odd!r}") from None

    def _raised(self, one: _Fires, seen: Mapping[str, Any], by: tuple[int, ...]) -> Raised:
        status, labels = seen["status"], one.told.labels
        receivers = tuple(str(receiver["name"]) for receiver in seen["receivers"])
        asked = asked_for(self.configuration["route"]) - set(labels)
        unknown = {name for name in asked if name in one.told.templates or self.sends.may_have(name)}
        return Raised(
            one.rule.name,
            one.labels,
            is_always_true(one.rule.expression),
            receivers,
            ways(self.configuration, labels, self.now),
            tuple(set(possible(self.configuration, labels, unknown)) - set(receivers)),
            tuple(self.silences[name] for name in status["silencedBy"] if name in self.silences),
            bool(status["inhibitedBy"]),
            by,
            sends(self.sends.rules, one.labels, one.templates, self.sends.may_have),
            labels,
        )
