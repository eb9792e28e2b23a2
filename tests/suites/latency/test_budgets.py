"""What holds for each of the rules that judge one quantile."""

from dataclasses import dataclass, replace

import pytest

from gonogo.contract.latency import Percentile
from gonogo.core.evidence import TimelineRow
from gonogo.core.finding import Outcome
from gonogo.core.rule import Judgement
from gonogo.suites.latency.budgets import judge_quantile
from gonogo.suites.latency.confidence import allowed_share
from tests.judging import Case, contract
from tests.suites.latency.examples import BUDGETS, CONTRACT, JOURNEY, journey, measured, promised, quantile


@dataclass(frozen=True)
class Quantile:
    """A quantile with its budget, the fewest arrivals that establish it, and counts around certainty."""

    name: Percentile
    fewest: int
    unsure: int
    sure: int

    @property
    def budget(self) -> float:
        return float(BUDGETS["budgets"][self.name])

    def judged(self, stopped_by: str = "", seconds: float = 0.02, **changed: float) -> Judgement:
        own = quantile(seconds=seconds, **changed)
        return judge_quantile(
            measured(journey(**{self.name: own}), stopped_by=stopped_by), promised(CONTRACT), self.name
        )

    @property
    def over(self) -> float:
        return self.budget * 1.2


QUANTILES = pytest.mark.parametrize(
    "q", [Quantile("p50", 10, 121, 122), Quantile("p95", 20, 20, 21), Quantile("p99", 100, 7, 8)]
)


def rule_of(q: Quantile) -> Case:
    return Case(f"latency/{q.name}-within-budget", CONTRACT, None, None)


@QUANTILES
def test_the_problem_names_journey_budget_and_quantile(q: Quantile) -> None:
    over = journey(**{q.name: quantile(seconds=q.over)}, max_seconds=2.0)
    highest = "95.03%" if q.name == "p50" else "96.18%"
    (problem,) = rule_of(q).problems(measured(over))
    assert problem.where == f"{q.name} of browse"
    assert problem.expected == f"at most {q.budget:g} s from the intended start"
    assert problem.observed == (
        f"{q.over:.3f} s of 200 arrivals, the longest 2.000 s; 180 of 200 (90.00%) took longer than "
        f"{q.budget:g} s; {allowed_share(q.name):.0%} may; 98% interval 76.73% to {highest}"
    )


@QUANTILES
def test_other_quantiles_are_none_of_its_business(q: Quantile) -> None:
    others = {name: quantile(seconds=9.0) for name in ("p50", "p95", "p99") if name != q.name}
    assert rule_of(q).problems(measured(journey(**others))) == ()


@QUANTILES
def test_exactly_the_budget_is_within_it(q: Quantile) -> None:
    assert q.judged(seconds=q.budget).problems == ()


@QUANTILES
def test_a_budget_that_holds_in_spite_of_late_sends_has_passed(q: Quantile) -> None:
    for punctual in (150, 3, 0):
        late = q.judged(seconds=q.budget, without_late_seconds=0.0, punctual=punctual)
        assert (late.examined, late.problems) == (200, ())


@QUANTILES
def test_a_failure_that_disappears_without_the_late_arrivals_is_inconclusive(q: Quantile) -> None:
    late = q.judged(seconds=q.over, without_late_seconds=q.budget, punctual=150)
    assert (late.examined, late.problems) == (0, ())
    assert late.reason == (
        f"{q.name} of browse is {q.over:.3f} s of all arrivals, and {q.budget:.3f} s without 50 that "
        "the generator sent late"
    )


@QUANTILES
def test_a_failure_that_stays_without_the_late_arrivals_is_one(q: Quantile) -> None:
    (problem,) = q.judged(seconds=2 * q.over, without_late_seconds=q.over, punctual=150).problems
    assert f"; {q.over:.3f} s of 150 that were sent in time; 180 of 200 (90.00%)" in problem.observed


@QUANTILES
def test_too_few_punctual_arrivals_cannot_break_a_budget(q: Quantile) -> None:
    few = q.judged(seconds=q.over, punctual=q.fewest - 1)
    assert few.reason.endswith(f"the generator sent {q.fewest - 1} of 200 in time")


@QUANTILES
@pytest.mark.parametrize(
    ("ill", "told"),
    [
        (
            {"started": 195, "finished": 195, "dropped": 5},
            "195 were sent and 5 dropped, 0 were cut off and 0",
        ),
        ({"finished": 150}, "200 were sent and 0 dropped, 50 were cut off and 0"),
        ({"own_errors": 4, "failed": 4}, "200 were sent and 0 dropped, 0 were cut off and 4"),
    ],
)
def test_arrivals_that_decide_and_of_which_nobody_knows_are_told(
    q: Quantile, ill: dict[str, int], told: str
) -> None:
    generous = contract(latency={"journeys": [JOURNEY | BUDGETS], "achieved_ratio": 0.5})
    bent = journey(**{q.name: quantile(at_worst_seconds=120.0)}, **ill)
    judgement = judge_quantile(measured(bent), promised(generous), q.name)
    assert (judgement.examined, judgement.problems) == (0, ())
    assert judgement.reason.startswith(f"of 200 planned arrivals of browse {told} failed")


@QUANTILES
def test_a_lighter_load_than_planned_cannot_keep_a_budget_and_can_break_it(q: Quantile) -> None:
    light = {"started": 195, "finished": 195}
    kept = judge_quantile(measured(journey(**light)), promised(CONTRACT), q.name)
    assert (kept.examined, kept.reason) == (0, "the generator sent 195 of 200 planned arrivals")
    broken = journey(**{q.name: quantile(seconds=q.over)}, **light)
    assert len(judge_quantile(measured(broken), promised(CONTRACT), q.name).problems) == 1


@QUANTILES
def test_a_load_that_ended_early_is_inconclusive(q: Quantile) -> None:
    assert q.judged("SIGTERM").reason == "the load was ended early: SIGTERM"


@QUANTILES
def test_too_few_good_answers_are_inconclusive(q: Quantile) -> None:
    few = judge_quantile(measured(journey(failed=200 - q.fewest + 1)), promised(CONTRACT), q.name)
    assert few.reason == f"browse: {q.name} needs {q.fewest} good answers, and {q.fewest - 1} were measured"
    assert (
        judge_quantile(measured(journey(failed=200 - q.fewest)), promised(CONTRACT), q.name).examined == 200
    )


@QUANTILES
def test_only_a_sure_excess_fails_under_an_ill_generator(q: Quantile) -> None:
    assert q.judged(seconds=q.over, surely_over=q.unsure, punctual=0).problems == ()
    assert len(q.judged(seconds=q.over, surely_over=q.sure, punctual=0).problems) == 1


@QUANTILES
def test_one_journey_over_its_budget_outweighs_a_doubt_about_another(q: Quantile) -> None:
    both = contract(latency={"journeys": [JOURNEY | BUDGETS, JOURNEY | BUDGETS | {"name": "buy"}]})
    broken, few = journey(**{q.name: quantile(seconds=q.over)}), journey(name="buy", failed=195)
    assert [p.where for p in judge_quantile(measured(broken, few), promised(both), q.name).problems] == [
        f"{q.name} of browse"
    ]


@QUANTILES
def test_a_journey_without_this_budget_is_left_alone(q: Quantile) -> None:
    bare = Case(f"latency/{q.name}-within-budget", contract(latency={"journeys": [JOURNEY]}), None, None)
    finding = bare.finding(measured(journey(**{q.name: quantile(seconds=q.over)})))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == f"no journey with a budget for {q.name} was measured"


@QUANTILES
def test_the_timeline_is_evidence(q: Quantile) -> None:
    assert q.judged().evidence["timeline"].rows[0] == TimelineRow(0, 0.02, 0.02, 0.03, 0)


def test_what_was_planned_sent_dropped_and_late_is_evidence() -> None:
    load = replace(measured(journey(started=198, finished=198, dropped=2)), sent_late=44)
    evidence = judge_quantile(load, promised(CONTRACT), "p50").evidence
    assert evidence["load"] == {"planned": 200, "sent": 198, "dropped": 2, "sent late": 44}


@QUANTILES
def test_every_quantile_with_its_budget_is_evidence(q: Quantile) -> None:
    rows = q.judged().evidence["quantiles"].rows
    assert [(row.journey, row.quantile, row.budget_seconds) for row in rows] == [
        ("browse", "p50", 0.1), ("browse", "p95", 0.5), ("browse", "p99", 1),
    ]  # fmt: skip
    assert {row.seconds for row in rows} == {0.02}


def test_a_quantile_that_the_contract_no_longer_names_is_no_evidence() -> None:
    alone = contract(latency={"journeys": [JOURNEY | {"budgets": {"p95": 0.5}}]})
    rows = judge_quantile(measured(), promised(alone), "p95").evidence["quantiles"].rows
    assert [row.quantile for row in rows] == ["p95"]


@QUANTILES
def test_one_journey_of_several_is_enough(q: Quantile) -> None:
    both = contract(latency={"journeys": [JOURNEY | BUDGETS, JOURNEY | BUDGETS | {"name": "buy"}]})
    slow = journey(name="buy", **{q.name: quantile(seconds=q.over)})
    judgement = judge_quantile(measured(journey(), slow), promised(both), q.name)
    assert [p.where for p in judgement.problems] == [f"{q.name} of buy"]


@QUANTILES
def test_failures_are_none_of_its_business(q: Quantile) -> None:
    failing = measured(journey(failed=50, failures={"500": 50}))
    assert rule_of(q).problems(failing) == ()
