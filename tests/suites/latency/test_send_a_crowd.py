"""Which crowds the experiment sends, and in which order; on a real server they come in the self-tests."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.loadtests.crowd import Asked, CrowdPlan, CrowdResult, Phase
from gonogo.suites.latency.experiments import crowd as experiments
from gonogo.suites.latency.observations.crowd import Crowds, Reply
from tests.judging import contract, done
from tests.suites.latency.crowds import CLIENTS, JOURNEYS, promising

TARGET: Any = SimpleNamespace(entry="https://shop.example/base", headers=lambda name: {"X-Login": str(name)})
GIVEN_UP = {"status": 0, "error": "timeout", "seconds": 3.0}


def asked(phase: Phase, journey: str, **changed: Any) -> Asked:
    made: dict[str, Any] = {
        "seconds": 0.01, "late_seconds": 0.0, "stalled_seconds": 0.0, "status": 200, "error": None,
        "retry_after": False,
    }  # fmt: skip
    return Asked(phase=phase, journey=journey, **made | changed)


def result(plan: CrowdPlan, **bad: dict[str, Any]) -> CrowdResult:
    """All well, but for what is given of a phase; of the crowd that is one client."""
    others = [journey.name for journey in plan.load.journeys if journey.name != plan.journey]
    before = [asked("before", name, **bad.get("before", {})) for name in [plan.journey, *others]]
    if "before" in bad:
        return CrowdResult(asked=tuple(before))
    crowd = [asked("crowd", plan.journey) for _ in range(plan.clients - 1)]
    crowd += [asked("crowd", plan.journey, **bad.get("crowd", {}))]
    beside = [asked("beside", name, **bad.get("beside", {})) for name in others for _ in range(6)]
    after = [asked("after", plan.journey, **bad.get("after", {}))]
    return CrowdResult(asked=(*before, *crowd, *beside, *after))


def send(
    monkeypatch: pytest.MonkeyPatch, told: Callable[[CrowdPlan, int], CrowdResult], **crowd: Any
) -> tuple[list[CrowdPlan], Crowds]:
    plans: list[CrowdPlan] = []

    def run_crowd(plan: CrowdPlan, deadline_seconds: float) -> CrowdResult:
        plans.append(plan)
        assert deadline_seconds > 6 * plan.load.timeout_seconds
        return told(plan, len(plans))

    monkeypatch.setattr(experiments, "run_crowd", run_crowd)
    return plans, done(experiments.send_a_crowd, TARGET, promising(**crowd))


def test_each_journey_has_one_crowd_and_the_others_are_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, seen = send(monkeypatch, lambda plan, _: result(plan))
    assert [(plan.journey, plan.clients) for plan in plans] == [("browse", CLIENTS), ("find", CLIENTS)]
    assert [(one.journey, len(one.crowd)) for one in seen.crowds] == [("browse", CLIENTS), ("find", CLIENTS)]
    assert [other.journey for one in seen.crowds for other in one.beside] == ["find", "browse"]


def test_every_client_has_a_connection_to_the_entry_alone_and_waits_longer_than_promised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (plan, *_), _ = send(monkeypatch, lambda plan, _: result(plan))
    assert (plan.load.base_urls, plan.load.allow_hosts) == ((TARGET.entry,), ("shop.example",))
    assert plan.load.connections == "fresh"
    assert plan.load.timeout_seconds > 2
    assert [(made.path, made.headers) for made in plan.load.journeys] == [
        (journey["path"], {"X-Login": "None"}) for journey in JOURNEYS
    ]


def test_only_the_journeys_that_are_named_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, seen = send(monkeypatch, lambda plan, _: result(plan), journeys=["find"])
    assert ([plan.journey for plan in plans], seen.journeys, seen.unreached) == (["find"], ("find",), ())


@pytest.mark.parametrize("phase", ["crowd", "beside"])
def test_what_did_not_go_well_is_tried_again(monkeypatch: pytest.MonkeyPatch, phase: str) -> None:
    def told(plan: CrowdPlan, count: int) -> CrowdResult:
        return result(plan, **({phase: {"status": 500}} if count == 1 else {}))

    plans, seen = send(monkeypatch, told)
    assert [plan.journey for plan in plans] == ["browse", "browse", "find"]
    assert len(seen.of("browse")) == 2


def test_no_crowd_comes_where_the_last_one_left_it_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, seen = send(monkeypatch, lambda plan, _: result(plan, crowd=GIVEN_UP, after=GIVEN_UP))
    assert ([plan.journey for plan in plans], seen.unreached) == (["browse"], ("find",))
    assert seen.crowds[0].after == (Reply("timeout", 3.0),)


def test_a_journey_that_fails_alone_keeps_the_others_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, seen = send(monkeypatch, lambda plan, _: result(plan, before={"status": 500}))
    assert [plan.journey for plan in plans] == ["browse", "find"]
    assert seen.crowds[0].crowd == ()


def test_it_ends_once_it_took_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_ENOUGH_SECONDS", "_MOST_SECONDS"):
        monkeypatch.setattr(experiments, name, 0.0)
    assert send(monkeypatch, lambda plan, _: result(plan))[1].unreached == ("browse", "find")


def test_late_and_stalled_is_ours_and_turned_away_is_shed(monkeypatch: pytest.MonkeyPatch) -> None:
    shed = {"status": 429, "retry_after": True, "late_seconds": 0.1, "stalled_seconds": 0.2, "seconds": 0.5}
    _, seen = send(monkeypatch, lambda plan, _: result(plan, crowd=shed), may_shed=0.1)
    assert seen.crowds[0].crowd[-1] == Reply("429", 0.5, ours_seconds=0.3, shed=True)
    assert seen.crowds[0].sent_within_seconds == 0.1


@pytest.mark.parametrize(
    ("started_here", "journeys", "rows"),
    [
        (True, [{"name": "browse", "path": "/", "rate_per_second": 1}], 30),
        (False, [{"name": "browse", "path": "/", "rate_per_second": 1}], 0),
        (True, [{"name": "add", "method": "POST", "path": "/", "rate_per_second": 1, "status": 201}], 0),
    ],
)
def test_a_store_of_ours_has_rows_before_its_lists_are_read(
    monkeypatch: pytest.MonkeyPatch, started_here: bool, journeys: list[dict[str, Any]], rows: int
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(experiments, "ask", lambda base, request, headers: sent.append(request.path))
    made = promising().model_copy(
        update={
            "traffic": contract(
                traffic={
                    "requests": [
                        {"path": "/things"},
                        {"method": "POST", "path": "/things", "body": {"a": "b"}, "status": 201},
                    ]
                }
            ).traffic,
            "latency": contract(latency={"journeys": journeys}).latency,
        }
    )
    target: Any = SimpleNamespace(entry="http://x", started_here=started_here, headers=lambda _: {})
    experiments._fill(target, made)
    assert sent == ["/things"] * rows
