from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outage
from tests.judging import Case
from tests.suites.health.examples import AWAY, WELL, outage
from tests.suites.health.faults import CONTRACT, hangs

CASE = Case("health/readiness-follows-hang", CONTRACT, clean=hangs(), broken=hangs(outage(WELL)))


def test_a_readiness_that_passes_late_in_the_fault_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "200 x 3, first at 2.0 s"


def test_it_may_take_the_time_that_is_promised() -> None:
    assert CASE.problems(hangs(outage(AWAY | {1.0: 200}))) == ()


def test_no_answer_is_no_yes() -> None:
    assert CASE.problems(hangs(outage(AWAY | {3.0: None}))) == ()


def test_a_replica_that_did_not_pass_before_shows_nothing() -> None:
    finding = CASE.finding(hangs(outage(AWAY | {-1.5: 503, -2.0: 503})))
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_an_optional_dependency_may_do_as_it_likes() -> None:
    finding = CASE.finding(hangs(outage(WELL, hard=False)))
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_a_readiness_that_never_comes_back_may_have_failed_for_another_reason() -> None:
    finding = CASE.finding(hangs(outage(AWAY | {6.0: 503, 8.0: None})))
    assert finding.reason == "readiness of a was timeout to the end after store was back"


def test_what_was_asked_once_it_had_to_know_is_counted() -> None:
    assert CASE.finding(hangs()).examined == len([at for at in AWAY if 2.0 <= at < 5.0])


def slow(answers: dict[float, int | None], seconds: float) -> Outage:
    """An outage whose readiness takes this long for each answer once the fault has begun."""
    made = outage(answers)
    late = [replace(s, seconds=seconds) if s.question == "readiness" and s.at_seconds >= 0 else s
            for s in made.samples]  # fmt: skip
    return replace(made, samples=tuple(late))


def test_slow_answers_that_began_within_the_fault_are_judged() -> None:
    """The last one begins before readiness has to know, and none begins after it: two are enough."""
    seen = slow({-2.0: 200, -1.5: 200, 0.1: 503, 1.9: 503, 5.6: 200, 6.0: 200}, 2.0)
    assert CASE.finding(hangs(seen)).outcome is Outcome.PASSED


def test_a_readiness_that_hangs_for_the_whole_fault_is_no_doubt() -> None:
    seen = slow({-2.0: 200, -1.5: 200, 0.1: None, 6.0: 200}, 5.5)
    assert CASE.finding(hangs(seen)).outcome is Outcome.PASSED


def test_one_that_was_asked_early_alone_and_said_yes_shows_nothing() -> None:
    finding = CASE.finding(hangs(outage({-2.0: 200, -1.5: 200, 0.1: 200, 6.0: 200})))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "was not asked later than 2 s" in finding.reason
