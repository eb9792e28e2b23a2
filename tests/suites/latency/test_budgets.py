"""What holds for each of the rules that judge one quantile."""

from dataclasses import dataclass

import pytest

from suites.core.finding import Outcome
from suites.core.rule import Judgement
from suites.latency.budgets import judge_quantile
from suites.latency.generator import punctual_seconds
from suites.latency.observations import JourneyMeasured
from tests.judging import Case, contract
from tests.suites.latency.examples import BUDGETS, CONTRACT, JOURNEY, journey, measured, quantile


@dataclass(frozen=True)
class Quantile:
    """A quantile with its budget, the fewest arrivals that establish it, and counts around certainty."""

    name: str
    fewest: int
    unsure: int
    sure: int

    @property
    def budget(self) -> float:
        return float(BUDGETS[f"{self.name}_seconds"])

    def judged(self, stopped_by: str = "", seconds: float = 0.02, **changed: float) -> Judgement:
        own = quantile(seconds=seconds, **changed)
        return judge_quantile(
            measured(journey(**{self.name: own}), stopped_by=stopped_by), CONTRACT, self.name
        )

    @property
    def over(self) -> float:
        return self.budget * 1.2

    @property
    def late(self) -> float:
        return punctual_seconds(self.budget) + 0.001


QUANTILES = pytest.mark.parametrize(
    "q", [Quantile("p50", 10, 121, 122), Quantile("p95", 20, 19, 20), Quantile("p99", 100, 6, 7)]
)


def rule_of(q: Quantile) -> Case:
    return Case(f"latency/{q.name}-within-budget", CONTRACT, None, None)


@QUANTILES
def test_the_problem_names_journey_budget_and_quantile(q: Quantile) -> None:
    over = journey(**{q.name: quantile(seconds=q.over)}, max_seconds=2.0)
    (problem,) = rule_of(q).problems(measured(over))
    assert problem.where == f"{q.name} of browse"
    assert problem.expected == f"at most {q.budget:g} s from the intended start"
    assert problem.observed == f"{q.over:.3f} s of 200 arrivals, the longest 2.000 s"


@QUANTILES
def test_other_quantiles_are_none_of_its_business(q: Quantile) -> None:
    others = {name: quantile(seconds=9.0) for name in ("p50", "p95", "p99") if name != q.name}
    assert rule_of(q).problems(measured(journey(**others))) == ()


@QUANTILES
def test_exactly_the_budget_is_within_it(q: Quantile) -> None:
    assert q.judged(seconds=q.budget).problems == ()


@QUANTILES
@pytest.mark.parametrize("over", [False, True])
def test_late_sends_neither_pass_nor_fail(q: Quantile, over: bool) -> None:
    seconds = q.over if over else 0.02
    late = q.judged(seconds=seconds, sent_late=5)
    punctual = punctual_seconds(q.budget)
    assert late.reason == f"the generator sent 195 of 200 arrivals within {punctual:g} s of their time"
    lagging = q.judged(seconds=seconds, lag_seconds=q.late)
    assert lagging.reason.startswith(f"the generator's {q.name} lag was {q.late:.3f} s")
    assert (late.examined, late.problems, lagging.examined, lagging.problems) == (0, (), 0, ())


@QUANTILES
@pytest.mark.parametrize(
    ("ill", "reason"),
    [
        (journey(started=195, finished=195), "the generator sent 195 of 200 planned arrivals"),
        (journey(started=199, finished=199, dropped=1), "the generator dropped 1 arrivals of browse"),
        (journey(finished=199), "1 of 200 arrivals were cut off before their end"),
        (journey(own_errors=1, failed=1), "the generator itself failed 1 times"),
    ],
)
def test_a_load_that_was_not_the_planned_one_is_inconclusive(
    q: Quantile, ill: JourneyMeasured, reason: str
) -> None:
    judgement = judge_quantile(measured(ill), CONTRACT, q.name)
    assert (judgement.examined, judgement.problems, judgement.reason) == (0, (), reason)


@QUANTILES
def test_a_load_that_ended_early_is_inconclusive(q: Quantile) -> None:
    assert q.judged("SIGTERM", seconds=q.over).reason == "the load was ended early: SIGTERM"


@QUANTILES
def test_too_few_good_answers_are_inconclusive(q: Quantile) -> None:
    few = judge_quantile(measured(journey(failed=200 - q.fewest + 1)), CONTRACT, q.name)
    assert few.reason == f"browse: {q.name} needs {q.fewest} good answers, and {q.fewest - 1} were measured"
    assert judge_quantile(measured(journey(failed=200 - q.fewest)), CONTRACT, q.name).examined == 200


@QUANTILES
def test_only_a_sure_excess_fails_under_an_ill_generator(q: Quantile) -> None:
    assert q.judged(seconds=q.over, surely_over=q.unsure, lag_seconds=3.0).problems == ()
    assert len(q.judged(seconds=q.over, surely_over=q.sure, lag_seconds=3.0).problems) == 1


@QUANTILES
def test_one_journey_over_its_budget_outweighs_a_doubt_about_another(q: Quantile) -> None:
    both = contract(latency={"journeys": [JOURNEY | BUDGETS, JOURNEY | BUDGETS | {"name": "buy"}]})
    broken, few = journey(**{q.name: quantile(seconds=q.over)}), journey(name="buy", failed=195)
    assert [p.where for p in judge_quantile(measured(broken, few), both, q.name).problems] == [
        f"{q.name} of browse"
    ]


@QUANTILES
def test_a_journey_without_this_budget_is_left_alone(q: Quantile) -> None:
    bare = Case(f"latency/{q.name}-within-budget", contract(latency={"journeys": [JOURNEY]}), None, None)
    finding = bare.finding(measured(journey(**{q.name: quantile(seconds=q.over)})))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == f"no journey with a {q.name}_seconds was measured"


@QUANTILES
def test_the_timeline_is_evidence(q: Quantile) -> None:
    assert q.judged().evidence["timeline"] == [[0, 0.02, 0.02, 0.03, 0], [1, None, None, None, 0]]
