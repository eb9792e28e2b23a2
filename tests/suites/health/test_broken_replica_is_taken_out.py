from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Sample
from gonogo.suites.health.observations.severed import CutOff, Severed
from tests.judging import Case, contract


def asked(
    replica: str, at: float, status: int | None, question: str = "traffic", seconds: float = 0.1
) -> Sample:
    return Sample(replica, question, at, seconds, status, "" if status else "timeout", "")


BEFORE = (asked("entry", -1.0, 200), asked("app-1", -0.8, 200))
LOST = (asked("app-1", 0.5, 503), asked("app-1", 0.6, 503, "readiness"), asked("entry", 1.0, 503))
AFTER = (asked("entry", 5.2, 200), asked("entry", 7.9, 200))
WELL = Severed("app-1", "store", 200, 9.0, (*BEFORE, *LOST, *AFTER), shared=True, returned_seconds=11.0)

CLEAN = CutOff((WELL,))


def seeing(*samples: Sample) -> CutOff:
    return CutOff((replace(WELL, samples=samples),))


CASE = Case(
    "health/broken-replica-is-taken-out",
    contract(health={"ejects_within_seconds": 5}, dependencies={"store": {"service": "db"}}),
    clean=CLEAN,
    broken=seeing(*BEFORE, *LOST, *AFTER, asked("entry", 6.0, 503)),
)


def test_answers_that_fail_after_the_time_are_counted() -> None:
    assert [(p.where, p.observed) for p in CASE.problems(CASE.broken)] == [
        ("the entry, while app-1 is without store", "1 of 3 answers fail, the first after 6.0 s: status 503")
    ]


def test_an_answer_that_never_comes_fails_as_well() -> None:
    assert len(CASE.problems(seeing(*BEFORE, *LOST, *AFTER, asked("entry", 6.0, None)))) == 1


def test_what_ends_after_the_replica_came_back_is_not_counted() -> None:
    assert CASE.problems(seeing(*BEFORE, *LOST, *AFTER, asked("entry", 8.9, 503, seconds=0.4))) == ()


def test_a_replica_that_gets_nothing_afterwards_is_refused() -> None:
    problems = CASE.problems(CutOff((replace(WELL, returned_seconds=None),)))
    assert [p.where for p in problems] == ["the entry, once app-1 has store again"]


def test_who_had_no_request_before_need_not_get_one_afterwards() -> None:
    kept = CutOff((replace(WELL, shared=False, returned_seconds=None),))
    assert CASE.finding(kept).outcome is Outcome.PASSED


def test_a_second_try_that_is_good_counts() -> None:
    assert CASE.finding(CutOff((*CASE.broken.tries, WELL))).outcome is Outcome.PASSED
    assert CASE.finding(CutOff((WELL, *CASE.broken.tries))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (seeing(*LOST, *AFTER), "the entry did not answer as promised before"),
        (seeing(asked("entry", -1.0, 502), *BEFORE, *LOST, *AFTER), "did not answer as promised before"),
        (seeing(*BEFORE, asked("app-1", 0.5, 200), *AFTER), "app-1 answered as promised without store"),
        (seeing(*BEFORE, *LOST), "the entry was not asked once it had to know"),
        (CutOff((), "there is one replica"), "there is one replica"),
        (seeing(*BEFORE, *LOST, asked("app-2", 6.0, 503), asked("entry", 6.0, 503)), "app-2 failed as well"),
    ],
)
def test_without_its_controls_nothing_is_established(seen: CutOff, why: str) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert why in finding.reason
