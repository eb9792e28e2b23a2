import re
from dataclasses import replace
from random import Random

import pytest

from gonogo.core.evidence import BESIDE
from gonogo.core.finding import Outcome
from gonogo.suites.latency.comparing import claims_of, is_settled
from gonogo.suites.latency.observations.comparison import Comparison
from gonogo.suites.latency.stochastic_order import Round
from tests.judging import Case, contract
from tests.suites.latency.examples import JOURNEY, promised
from tests.suites.latency.rounds import Server, compared, rounds, seeded, steady, times

CONTRACT = contract(latency={"journeys": [JOURNEY]})
TOLERANT = contract(latency={"journeys": [JOURNEY], "baseline": {"tolerated_ratio": 2}})


def seen(
    candidate: Server = steady, baseline: Server = steady, journeys: int = 2, seed: int = 1
) -> Comparison:
    rng = seeded(seed)
    return compared(*(rounds(rng, candidate, baseline) for _ in range(journeys)))


def a_third_slower(place: int, rng: Random) -> float:
    """A third of the arrivals waits for something new; the median hardly moves."""
    return steady(place, rng) * (4 if rng.random() < 0.33 else 1)


CASE = Case("latency/no-slower-than-baseline", CONTRACT, clean=seen(), broken=seen(times(1.5)))
SAME = CASE.finding(CASE.clean)


@pytest.mark.parametrize(
    ("name", "slower"),
    [
        ("work added to every request", times(1.5)),
        ("a fixed delay", lambda place, rng: steady(place, rng) + 0.02),
        ("a slow tail", lambda place, rng: steady(place, rng) * (10 if rng.random() < 0.2 else 1)),
        ("one of three replicas", a_third_slower),
        ("a lock that is held longer and longer", lambda place, rng: steady(place, rng) * (1 + place / 720)),
    ],
)
def test_ways_to_be_slower(name: str, slower: Server) -> None:
    finding = CASE.finding(seen(slower))
    assert finding.outcome is Outcome.FAILED, name
    assert all(
        "the smallest slowdown that this run would have refused" in p.observed for p in finding.problems
    )


def a_stall_of_the_machine() -> Comparison:
    """Whoever is due meets it: four seconds in two hundred, whichever arm they belong to."""

    def stalled(place: int, rng: Random) -> float:
        return steady(place, rng) + (0.5 if 600 <= place < 700 else 0)

    return seen(stalled, stalled)


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("the same release", seen(seed=2)),
        ("a quicker one", seen(times(0.6))),
        ("within what is tolerated", seen(times(1.05))),
        ("a stall of the machine", a_stall_of_the_machine()),
        ("one stall of its own", seen(lambda place, rng: steady(place, rng) + (1 if place < 24 else 0))),
    ],
)
def test_good_ones_that_may_look_slower(name: str, good: Comparison) -> None:
    assert CASE.finding(good).outcome is Outcome.PASSED, name


def test_what_the_contract_tolerates_is_not_refused() -> None:
    tolerant = Case(CASE.rule_id, TOLERANT, CASE.clean, seen(times(3)))
    assert tolerant.finding(CASE.broken).outcome is Outcome.PASSED
    assert tolerant.finding(tolerant.broken).outcome is Outcome.FAILED


def test_failures_are_not_quick_answers() -> None:
    failing = compared(*(rounds(seeded(n), times(0.2)) for n in range(2)), failing=16)
    problems = CASE.problems(failing)
    assert problems
    assert any("no promised answer" in problem.observed for problem in problems)


def test_a_baseline_that_does_not_do_what_is_promised_is_none() -> None:
    refusing = compared(rounds(seeded(1)), baseline_failing=30)
    finding = CASE.finding(refusing)
    assert (finding.outcome, finding.problems) == (Outcome.INCONCLUSIVE, ())
    assert finding.reason == (
        "the baseline http://127.0.0.1:8001 does not answer list as promised: 401 x 900"
    )
    assert is_settled(refusing, promised(CONTRACT))


def test_a_difference_that_the_baseline_shows_beside_itself_is_noise() -> None:
    slower = rounds(seeded(1), times(1.5))
    noisy = [
        Round(one.candidate, tuple((1, 1.6)[one.arm] * v for v in one.baseline), one.arm) for one in slower
    ]
    finding = CASE.finding(compared(noisy))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "noise" in finding.reason


def test_too_few_arrivals_to_see_anything_are_no_pass() -> None:
    few = compared(rounds(seeded(1), count=6), rounds(seeded(1), count=6))
    finding = CASE.finding(few)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "too few to see list, search slower, were it 4 times as slow" in finding.reason


def test_what_looks_slower_and_is_not_sure_is_no_pass() -> None:
    looks = [CASE.finding(seen(times(1.2), seed=seed)) for seed in range(4)]
    assert {Outcome.INCONCLUSIVE} <= {each.outcome for each in looks}
    reasons = [each.reason for each in looks if each.outcome is Outcome.INCONCLUSIVE]
    assert all("looks slower, and more seconds would have to show it" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"stopped_by": "SIGTERM"}, "ended early: SIGTERM"),
        ({"planned": 5000}, "of 5000 planned arrivals 2880 are known"),
    ],
)
def test_a_lighter_load_is_no_pass_and_hides_nothing(changed: dict[str, object], words: str) -> None:
    assert words in CASE.finding(replace(CASE.clean, **changed)).reason
    assert CASE.finding(replace(CASE.broken, **changed)).outcome is Outcome.FAILED


def test_a_pass_says_what_it_could_have_seen() -> None:
    told = SAME.evidence["beside the baseline"]
    assert {"p50 of list", "p99 of search", "p95 of all journeys"} <= set(told)
    assert "the smallest slowdown that this run would have refused: 1." in told["p50 of all journeys"]
    assert SAME.examined == 2 * 30 * 24


def test_what_it_could_have_seen_stands_beside_the_verdict() -> None:
    said = SAME.evidence[BESIDE]
    assert re.fullmatch(
        r"beside the baseline http://127.0.0.1:8001, the smallest slowdown that would have been refused: "
        r"p50 1\.\d+ times, p95 .+ times, p99 .+ times",
        said,
    )


def test_each_claim_has_its_share_of_what_may_be_wrong() -> None:
    claims = claims_of(CASE.clean, promised(CONTRACT))
    assert {claim.needed for claim in claims} == {len(claims) / 0.01}
    alone = claims_of(seen(journeys=1), promised(CONTRACT))
    assert [claim.where for claim in alone] == ["p50 of list", "p95 of list", "p99 of list"]


def test_the_page_gets_percentiles_of_each_journey_with_its_budgets() -> None:
    drawn = SAME.evidence["percentiles of list"]
    assert [row.percent for row in drawn.rows] == [0, 25, 50, 75, 90, 95, 98, 99]
    assert drawn.rows[2].first_seconds == pytest.approx(0.02, rel=0.2)
    failing = compared(rounds(seeded(1)), failing=3)
    shown = CASE.finding(failing).evidence["percentiles of list"]
    assert shown.rows[-1].candidate_seconds is None
    assert shown.rows[-1].baseline_seconds is not None
