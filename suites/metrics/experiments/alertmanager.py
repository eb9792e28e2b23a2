"""Alertmanager's API v2: raise alerts for a moment, and read what it makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import yaml

from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import NotYet, Wait, WaitTimeout
from gonogo.suites.metrics.observations.alarms import Silence
from gonogo.targets.base import TargetError

Labels = Mapping[str, str]

_LIVES = timedelta(minutes=2)
_SEEN_SECONDS = 10.0
_SETTLES_SECONDS = 0.5
_ANNOTATIONS = {"summary": "Raised by the release gate to see whom it reaches, and ended at once"}


@dataclass(frozen=True)
class Alertmanager:
    """One at a base URL, below which is `/api/v2`; TargetError for all that is not as documented."""

    base: str
    headers: Mapping[str, str]

    @contextmanager
    def raised(self, alerts: Sequence[Labels]) -> Iterator[list[dict[str, Any]]]:
        """Raise alerts, give what it says of each once two looks are equal, and end them in any case."""
        if not alerts:
            yield []
            return
        began = datetime.now(UTC)
        self._post(alerts, began, began + _LIVES)
        try:
            yield self._settled(alerts)
        finally:
            self._post(alerts, began, datetime.now(UTC))

    def configuration(self) -> dict[str, Any]:
        """Return the configuration that it runs with, its secrets hidden."""
        try:
            read = yaml.safe_load(self._get("status")["config"]["original"])
        except (KeyError, TypeError, yaml.YAMLError) as odd:
            raise TargetError(f"Alertmanager did not print its configuration: {odd!r}") from None
        if not isinstance(read, dict) or "route" not in read:
            raise TargetError("Alertmanager printed a configuration without a route")
        return read

    def silences(self) -> dict[str, Silence]:
        """Return all that it has, by id."""
        return {str(one["id"]): _silence(one) for one in self._get("silences")}

    def _settled(self, alerts: Sequence[Labels]) -> list[dict[str, Any]]:
        """Return the second of two equal looks, else the last one."""
        seen: list[list[dict[str, Any]]] = []

        def twice() -> bool:
            seen.append(self._look(alerts))
            return len(seen) > 1 and seen[-1] == seen[-2]

        with suppress(WaitTimeout):
            Wait("the alerts are there", _SEEN_SECONDS, _SETTLES_SECONDS).until(twice)
        if not seen:
            raise TargetError("Alertmanager took alerts and does not list them")
        return seen[-1]

    def _look(self, alerts: Sequence[Labels]) -> list[dict[str, Any]]:
        there = {_key(one["labels"]): one for one in self._get("alerts")}
        if missing := [one.get("alertname", "one") for one in alerts if _key(one) not in there]:
            raise NotYet(f"not there: {', '.join(missing[:5])}")
        found = [there[_key(one)] for one in alerts]
        return [{"receivers": one["receivers"], "status": one["status"]} for one in found]

    def _get(self, path: str) -> Any:
        answer = probe(below(self.base, f"api/v2/{path}"), headers=self.headers)
        try:
            return answer.json() if answer.status == 200 else self._refuse(answer.text)
        except ValueError as odd:
            raise TargetError(f"{path} of Alertmanager: {answer.error or answer.status}, {odd}") from None

    def _post(self, alerts: Sequence[Labels], began: datetime, ends: datetime) -> None:
        """Raise alerts that end at a moment to come, or end them."""
        times = {"startsAt": began.isoformat(), "endsAt": ends.isoformat()}
        said = [{"labels": dict(one), "annotations": _ANNOTATIONS, **times} for one in alerts]
        answer = probe(
            below(self.base, "api/v2/alerts"),
            method="POST",
            headers={**self.headers, "Content-Type": "application/json"},
            body=json.dumps(said).encode(),
        )
        if answer.status != 200:
            raise TargetError(
                f"Alertmanager took no alert: {answer.error or answer.status} {answer.text[:200]}"
            )

    @staticmethod
    def _refuse(text: str) -> None:
        raise ValueError(text[:200])


def _key(labels: Labels) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(labels.items()))


def _silence(one: Mapping[str, Any]) -> Silence:
    left = datetime.fromisoformat(str(one["endsAt"])) - datetime.now(UTC)
    return Silence(f"{one.get('createdBy')}: {one.get('comment')}", left.total_seconds())
