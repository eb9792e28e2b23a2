from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.instruments.waits import Wait
from gonogo.suites.health.experiments import outage as experiment
from gonogo.suites.health.experiments import sampler
from gonogo.suites.health.experiments.outage import take_dependencies_away
from gonogo.suites.health.observations.probes import Outage, OutageBody, Outages, Sample
from tests.judging import contract, done
from tests.suites.health.examples import PROBES
from tests.suites.health.shop import Shop

MILLISECOND = 0.001
IDENTITY = {"path": "/who", "instance": "process"}
REQUESTS = [{"method": "POST", "path": "/things"}, {"path": "/gone", "status": 404}, {"path": "/things"}]


def promised(**dependencies: bool) -> Contract:
    return contract(
        health=PROBES | {"outage_seconds": 0.2, "recovers_within_seconds": 2.0},
        identity=IDENTITY,
        dependencies={name: {"service": name, "hard": hard} for name, hard in dependencies.items()},
        traffic={"requests": REQUESTS},
    )


def take_away(shop: Shop, **dependencies: bool) -> Outages:
    target: Any = shop
    with pytest.MonkeyPatch.context() as hurried, shop:
        hurried.setattr(experiment, "_CONTROL_SECONDS", 0.1)
        hurried.setattr(experiment, "Wait", lambda name, seconds, _poll: Wait(name, seconds, 0.02))
        hurried.setattr(sampler, "_BETWEEN_SECONDS", 0.02)
        return done(take_dependencies_away, target, promised(**dependencies))


@pytest.fixture(scope="module")
def shop() -> Shop:
    made = Shop()
    made.restarts_in_outage = True
    return made


@pytest.fixture(scope="module")
def taken(shop: Shop) -> Outages:
    return take_away(shop, store=True, memory=False)


def test_every_question_is_asked_before_during_and_after(shop: Shop, taken: Outages) -> None:
    seen = taken.outages[0]
    assert (taken.traffic_status, seen.dependency, seen.hard, seen.replicas) == (200, "store", True, ["a"])
    for question, status in (("liveness", 200), ("readiness", 503), ("overall", 503), ("traffic", 500)):
        assert {s.status for s in surely_before(seen, question)} == {200}
        assert {s.status for s in surely_away(seen, question)} == {status}
        assert seen.after(question)[-1].status == 200
    assert {s.stated for s in surely_away(seen, "readiness")} == {"fail"}
    assert seen.stop_asked_seconds <= 0 < seen.start_asked_seconds <= seen.started_seconds
    assert "/gone" not in shop.asked
    assert_process_and_bodies(seen)


def surely_before(seen: Outage, question: str) -> list[Sample]:
    """Leave out what lies within a millisecond of the stop."""
    return [s for s in seen.before(question) if s.at_seconds < seen.stop_asked_seconds - MILLISECOND]


def surely_away(seen: Outage, question: str) -> list[Sample]:
    """Leave out what lies within a millisecond of an end: to that the times of samples are rounded."""
    first, last = MILLISECOND, seen.start_asked_seconds - MILLISECOND
    return [s for s in seen.away(question) if first <= s.at_seconds <= last - s.seconds]


def assert_process_and_bodies(seen: Outage) -> None:
    """The replaced process shows, and of each shape of body the first is kept."""
    assert seen.instances == {"a": ("one", "two")}
    kept = [(b.question, b.status) for b in seen.bodies]
    assert sorted(kept) == sorted(set(kept))
    assert '{"status": "fail", "output": "ENOTFOUND"}' in [b.body for b in seen.bodies]


def test_dependencies_are_taken_one_after_the_other(shop: Shop, taken: Outages) -> None:
    assert shop.calls == ["stop store", "start store", "stop memory", "start memory"]
    assert [(o.dependency, o.hard) for o in taken.outages] == [("store", True), ("memory", False)]
    assert {s.status for s in taken.outages[1].away("readiness")} == {200}


class OneWorkerIsLate(Shop):
    """One of several workers says no for a while after the store is back, at each sixth question."""

    late = 0

    def start_dependency(self, name: str) -> None:
        super().start_dependency(name)
        self.late = 18 if name == "store" else 0

    def answer(self, path: str) -> tuple[int, dict[str, Any]]:
        if path == "/ready" and self.late:
            self.late -= 1
            if self.late % 6 == 0:
                return 503, {"status": "fail"}
        return super().answer(path)


def test_what_one_worker_still_says_is_not_held_against_the_next_outage() -> None:
    shop = OneWorkerIsLate()
    taken = take_away(shop, store=True, memory=False)
    assert {s.status for s in taken.outages[1].samples if s.question == "readiness"} == {200}
    assert shop.late == 0


def test_a_dependency_that_cannot_be_stopped_is_started_all_the_same() -> None:
    shop = Shop()

    def refuse(name: str) -> None:
        raise ConnectionError(name)

    shop.stop_dependency = refuse  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        take_away(shop, store=True)
    assert shop.calls == ["start store"]


def test_a_leak_under_a_hard_coded_status_is_kept_once() -> None:
    before = OutageBody("a", "overall", 200, '{"status": "pass", "ms": 3}')
    during = OutageBody("a", "overall", 200, '{"status": "pass", "ms": 4, "output": "ENOTFOUND"}')
    again = OutageBody("a", "overall", 200, '{"status": "pass", "ms": 51, "output": "ENOTFOUND"}')
    kept = sampler.Sampler([], _bodies=[(0.5, before), (1.0, before), (2.0, during), (2.5, again)])
    assert kept.bodies(1.0, 3.0) == (before, during)
