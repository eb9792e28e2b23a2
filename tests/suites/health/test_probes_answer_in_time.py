from typing import Any

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

SLOW = reads(read("readiness"), read("readiness", seconds=1.4, source="b"))
CASE = Case("health/probes-answer-in-time", CONTRACT, clean=reads(), broken=SLOW)


def test_the_worst_of_the_reads_is_judged_and_named() -> None:
    (problem,) = CASE.problems(SLOW)
    assert problem.where == "readiness /ready at b"
    assert problem.observed == "200 application/health+json after 1.400 s, the worst of 2 reads"
    assert CASE.finding(SLOW).evidence["worst_seconds"]["readiness"] == 1.4


def test_exactly_in_time_is_in_time() -> None:
    assert CASE.problems(reads(read("readiness", seconds=1.0))) == ()


def test_no_answer_at_all_is_late() -> None:
    timed_out = read("liveness", None, "", error="timeout", seconds=5.0)
    assert [p.observed[:7] for p in CASE.problems(reads(timed_out))] == ["timeout"]


@pytest.mark.parametrize("status", [403, 404, 503])
def test_how_soon_it_refuses_tells_nothing(status: int) -> None:
    finding = CASE.finding(reads(read("readiness", status, "")))
    assert (finding.outcome, finding.examined) == (Outcome.INCONCLUSIVE, 0)
    assert finding.reason == "/ready did not answer 2xx: how soon it refuses tells nothing"


def test_a_refusal_that_comes_late_is_late() -> None:
    assert len(CASE.problems(reads(read("readiness", 503, "", seconds=1.4)))) == 1


@pytest.mark.parametrize(
    ("seconds", "late", "outcome"),
    [
        (0.9, 0.8, Outcome.PASSED),  # late, and in time all the same
        (1.4, 0.5, Outcome.INCONCLUSIVE),  # in time without our own delay
        (1.4, 0.1, Outcome.FAILED),  # late without it as well
    ],
)
def test_only_what_our_own_machine_explains_is_inconclusive(
    seconds: float, late: float, outcome: Outcome
) -> None:
    assert CASE.finding(reads(read("readiness", seconds=seconds, late_seconds=late))).outcome is outcome


OURS: dict[str, Any] = {"seconds": 1.255, "late_seconds": 1.01}


@pytest.mark.parametrize(
    ("others", "outcome"),
    [
        ([{}, {}], Outcome.PASSED),
        ([{}, {"seconds": 1.4}], Outcome.FAILED),
        ([{}, {"source": "b", "seconds": 1.4}, {}], Outcome.FAILED),
        ([{}], Outcome.INCONCLUSIVE),
        ([OURS, {}], Outcome.INCONCLUSIVE),
        ([{"source": "b"}, {"source": "b"}], Outcome.INCONCLUSIVE),
        ([{}, {}, {"source": "b", **OURS}], Outcome.INCONCLUSIVE),
        ([{}, {"status": 503, "body": ""}], Outcome.INCONCLUSIVE),
        ([{"seconds": 1.4, "late_seconds": 0.1}, {}], Outcome.FAILED),
    ],
)
def test_what_our_own_delays_hid_is_told_by_most_of_the_same_place(
    others: list[dict[str, Any]], outcome: Outcome
) -> None:
    finding = CASE.finding(reads(read("readiness", **OURS), *(read("readiness", **one) for one in others)))
    assert finding.outcome is outcome
    assert finding.evidence["worst_seconds"]["readiness"] >= 1.255


@pytest.mark.parametrize("probe", ["liveness", "readiness", "startup", "overall"])
@pytest.mark.parametrize(
    "slow",
    [{"seconds": 1.01}, {"seconds": 3.0, "source": "b"}, {"seconds": 1.2, "body": ""}],
    ids=["once in three", "one replica", "another body"],
)
def test_one_late_read_of_any_probe_is_enough(probe: str, slow: dict[str, Any]) -> None:
    seen = reads(read(probe), read(probe, **slow), read(probe))
    (problem,) = CASE.problems(seen)
    assert problem.where.startswith(f"{probe} ")


def test_a_first_read_that_is_slow_counts() -> None:
    assert len(CASE.problems(reads(read("overall", seconds=2.0), read("overall"), read("overall")))) == 1


@pytest.mark.parametrize("seconds", [0.0, 0.5, 0.999])
def test_a_probe_may_take_all_of_its_time(seconds: float) -> None:
    seen = reads(*(read("liveness", seconds=seconds) for _ in range(3)), read("readiness", 200, ""))
    assert CASE.finding(seen).outcome is Outcome.PASSED
