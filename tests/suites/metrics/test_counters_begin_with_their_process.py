from dataclasses import replace

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.health.examples import PROBES
from tests.suites.health.lifecycles import READY, Answers, lifecycle
from tests.suites.metrics.examples import COUNTER, METRICS, TRAFFIC

FRESH = replace(lifecycle(), counted_by_then=11.0, asked_by_then=12)
CASE = Case(
    "metrics/counters-begin-with-their-process",
    contract(metrics=METRICS, health=PROBES, traffic=TRAFFIC),
    clean=FRESH,
    broken=replace(FRESH, counted_by_then=812.0),
)


def test_what_was_counted_before_it_began_is_said() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "shop_requests_total of a new process"
    assert (problem.expected, problem.observed) == ("at most 46", "812 when it was ready")


def test_checks_of_an_engine_are_nobodys_past_where_no_route_tells_them() -> None:
    bare = METRICS | {"requests": COUNTER | {"route": None}}
    case = replace(CASE, contract=contract(metrics=bare, health=PROBES, traffic=TRAFFIC))
    assert case.finding(replace(FRESH, counted_by_then=60.0)).outcome is Outcome.PASSED
    assert case.finding(replace(FRESH, counted_by_then=67.0)).outcome is Outcome.FAILED


def test_what_cannot_be_scraped_tells_nothing() -> None:
    blind = replace(FRESH, counted_by_then=None)
    never: Answers = dict.fromkeys(READY, 503)
    assert CASE.finding(blind).reason == "its exposition was not read"
    late = replace(FRESH, samples=lifecycle(readiness=never).samples)
    assert CASE.finding(late).reason == "the process was never ready"
