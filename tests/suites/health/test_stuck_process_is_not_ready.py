"""It sees workers that wait for ever, and requests that fail at once, of one replica or of all.

Good look-alikes on which it is silent: one that recovers in time; one that says no; one that refuses clients.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.contract.model import Contract
from gonogo.core.evidence import LatencyTimeline
from gonogo.core.finding import Outcome
from gonogo.suites.health.experiments import load as experiment
from gonogo.suites.health.observations.load import Canary, Loaded
from gonogo.suites.health.observations.probes import Sample
from gonogo.suites.latency.observations.journeys import Measurement
from tests.judging import Case, contract, done
from tests.suites.health.examples import PROBES, TRAFFIC, asked
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

LATENCY = {"journeys": [{"name": "list", "path": "/things", "rate_per_second": 20}]}


def promising(notices: float = 2.0) -> Contract:
    return contract(
        health=PROBES | {"notices_within_seconds": notices, "recovers_within_seconds": notices},
        latency=LATENCY,
        traffic=TRAFFIC,
    )


WELL = Canary("a", "list", 200, 200)
READY = asked("readiness", {0.0: 200, 1.0: 200, 2.2: 200})
STUCK = asked("traffic", {0.0: None, 2.2: None})


def loaded(*afterwards: Sample, canaries: tuple[Canary, ...] = (WELL,), doubt: str = "") -> Loaded:
    return Loaded(6.5, (), doubt, canaries, afterwards)


CASE = Case(
    "health/stuck-process-is-not-ready",
    promising(),
    clean=loaded(*asked("traffic", {0.0: 200}), *READY[:1]),
    broken=loaded(*STUCK, *READY),
)


def test_what_users_got_is_told() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "readiness of a, 2.2 s after the load"
    assert problem.observed == "200; traffic: timeout x 2"


def test_a_replica_that_fails_at_once_beside_others_is_refused() -> None:
    broken = asked("traffic", dict.fromkeys((0.0, 0.3, 0.6, 2.1), 500), "b")
    ready = asked("readiness", {0.0: 200, 2.1: 200}, "b")
    both = (WELL, replace(WELL, replica="b"))
    (problem,) = CASE.problems(loaded(*CASE.clean.afterwards, *broken, *ready, canaries=both))
    assert problem.where.startswith("readiness of b")


@pytest.mark.parametrize("late", [200, 404, 429])
def test_one_that_serves_again_in_time_is_good(late: int) -> None:
    again = [*STUCK[:1], *asked("traffic", {1.9: late})]
    assert CASE.finding(loaded(*again, *READY)).outcome is Outcome.PASSED


def test_one_that_says_no_is_honest() -> None:
    no = asked("readiness", {0.0: 200, 1.0: 200, 2.2: 503})
    assert CASE.finding(loaded(*STUCK, *no)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "doubtful",
    [
        loaded(*STUCK, *READY, canaries=(replace(WELL, status=503),)),
        loaded(*STUCK, *READY, canaries=(replace(WELL, status=None),)),
        loaded(*STUCK, *READY[:2]),
        loaded(*STUCK[:1], *READY),
        loaded(*(replace(s, late_seconds=1.0) for s in STUCK), *READY),
        loaded(*STUCK, *READY[:2], replace(READY[2], seconds=3.0)),
        replace(CASE.clean, doubt="the generator sent 3 of 100 planned arrivals"),
        loaded(canaries=()),
    ],
)
def test_what_nobody_could_see_is_open(doubtful: Loaded) -> None:
    assert CASE.finding(doubtful).outcome is Outcome.INCONCLUSIVE


def test_a_process_that_is_stuck_on_less_than_the_planned_load_is_refused_all_the_same() -> None:
    assert CASE.finding(replace(CASE.broken, doubt="3 of 100")).outcome is Outcome.FAILED


class Broken(Handler):
    """Serves until the load, then fails whatever is no probe."""

    is_broken = False

    def respond(self) -> None:
        fails = self.is_broken and self.path == "/things"
        self.answer(500 if fails else 200, "", "text/plain")


@pytest.mark.parametrize("breaks", [False, True])
def test_users_are_asked_for_before_and_after_the_load(monkeypatch: pytest.MonkeyPatch, breaks: bool) -> None:
    promised = promising(0.2)
    with Loopback(Broken) as server:

        def measure(*_: object) -> Measurement:
            server.RequestHandlerClass.is_broken = breaks  # type: ignore[attr-defined]
            return Measurement("", (), LatencyTimeline(()))

        monkeypatch.setattr(experiment, "measure_journeys", measure)
        monkeypatch.setattr(experiment, "_BEYOND_SECONDS", 0.6)
        seen = done(experiment.probe_under_load, ShopTarget(server.url, promised), promised)
    assert [(c.name, c.status) for c in seen.canaries] == [("request", 200)]
    assert {s.status for s in seen.after("traffic", "shop-1")} == {500 if breaks else 200}
    made = replace(CASE, contract=promised)
    assert bool(made.problems(replace(seen, doubt=""))) is breaks
