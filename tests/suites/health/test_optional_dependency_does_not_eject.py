from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outages
from tests.judging import Case, contract
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, WELL, asked, optional, outage, outages

CASE = Case(
    "health/optional-dependency-does-not-eject", CONTRACT, clean=CLEAN, broken=outages(optional(AWAY))
)


def test_an_ejected_replica_is_named_with_its_answers() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "readiness of a without memory"
    assert problem.observed == "503 x 4"


def test_traffic_that_fails_is_refused() -> None:
    seen = outages(optional(traffic=WELL | {2.0: 500, 3.0: None}))
    assert [(p.expected, p.observed) for p in CASE.problems(seen)] == [("200", "500 x 1, timeout x 1")]


@pytest.mark.parametrize("question", ["readiness", "traffic"])
@pytest.mark.parametrize(
    ("late_seconds", "outcome"), [(1.9, Outcome.INCONCLUSIVE), (0.0, Outcome.FAILED), (0.4, Outcome.FAILED)]
)
def test_a_time_out_counts_where_our_own_machine_was_not_too_busy_to_see_an_answer(
    question: str, late_seconds: float, outcome: Outcome
) -> None:
    one = replace(asked(question, {2.5: None})[0], seconds=2.0, late_seconds=late_seconds)
    seen = outages(optional(samples=(*optional().samples, one)))
    assert CASE.finding(seen).outcome is outcome


def test_without_known_traffic_readiness_is_judged_alone() -> None:
    assert CASE.finding(Outages(None, (optional(traffic={}),))).outcome is Outcome.PASSED


def test_a_hard_dependency_is_none_of_its_business() -> None:
    assert CASE.finding(outages(outage(AWAY), optional())).problems == ()


def test_only_hard_dependencies_show_nothing() -> None:
    finding = CASE.finding(outages(outage()))
    assert finding.reason == "no dependency of this kind was taken away"


def test_traffic_that_failed_before_shows_nothing() -> None:
    broken: dict[float, int | None] = dict.fromkeys(WELL, 500)
    finding = CASE.finding(outages(optional(traffic=broken)))
    assert finding.reason == "traffic of a was 500 before memory was taken away"


USING = contract(
    health=CONTRACT.health.model_dump(mode="json") if CONTRACT.health else {},
    dependencies={"memory": {"service": "memory", "hard": False}},
    traffic={
        "requests": [
            {"path": "/first", "status": 200},
            {"path": "/missing", "status": 404},
            {"path": "/second", "status": 200},
            {"method": "POST", "path": "/orders", "status": 201, "body": {}},
        ]
    },
)


def using(before: int | None, away: int | None) -> Outages:
    """Write once before the fault, and twice in it."""
    name = "traffic POST /orders"
    samples = asked(name, {-9.0: before, 2.0: away, 3.0: away})
    return outages(optional(samples=(*optional().samples, *samples)))


def test_what_else_users_do_has_to_go_on() -> None:
    (problem,) = replace(CASE, contract=USING).problems(using(201, 500))
    assert problem.where == "traffic POST /orders of a without memory"
    assert (problem.expected, problem.observed) == ("201", "500 x 2")


@pytest.mark.parametrize(("before", "away"), [(201, 201), (500, 500), (429, 500), (201, 429)])
def test_what_did_not_work_before_or_met_a_limit_is_not_held_against_it(before: int, away: int) -> None:
    assert replace(CASE, contract=USING).finding(using(before, away)).outcome is Outcome.PASSED


SHORTLY = WELL | {2.0: 503, 2.5: 503, 3.0: 200}
"""One no of a second, and a yes again with the dependency still away."""


@pytest.mark.parametrize(
    ("own", "other", "late_seconds", "outcome"),
    [
        (SHORTLY, WELL | {2.25: 200}, 0.0, Outcome.PASSED),
        (SHORTLY, SHORTLY, 0.0, Outcome.FAILED),
        (SHORTLY, SHORTLY, 0.2, Outcome.PASSED),
        (SHORTLY, None, 0.0, Outcome.FAILED),
        (SHORTLY, None, 0.2, Outcome.PASSED),
        (WELL | {1.0: 503, 2.0: 503, 3.0: 503}, WELL | {1.25: 200}, 0.2, Outcome.FAILED),
        (WELL | {1.0: 503, 3.0: 503}, WELL | {1.1: 200, 3.1: 200}, 0.2, Outcome.FAILED),
        (WELL | {4.0: 503}, WELL | {4.005: 200}, 0.2, Outcome.FAILED),
        (WELL | {0.2: 503}, WELL | {0.205: 200}, 0.2, Outcome.FAILED),
    ],
    ids=[
        "another says yes meanwhile",
        "all say no at once",
        "all at once, and our own machine did not run",
        "there is no other",
        "there is no other, and our own machine did not run",
        "for three seconds",
        "twice",
        "to the end",
        "from the start",
    ],
)
def test_a_no_that_ends_by_itself_is_about_something_else(
    own: dict[float, int | None],
    other: dict[float, int | None] | None,
    late_seconds: float,
    outcome: Outcome,
) -> None:
    samples = [replace(s, late_seconds=late_seconds) for s in asked("readiness", own)]
    samples += asked("traffic", WELL)
    if other is not None:
        samples += [*asked("readiness", other, "b"), *asked("traffic", WELL, "b")]
    samples.sort(key=lambda s: s.at_seconds)
    assert CASE.finding(outages(optional(samples=tuple(samples)))).outcome is outcome
