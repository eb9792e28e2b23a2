from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.suites.health.observations.probes import OutageBody
from tests.judging import Case
from tests.suites.health.lifecycles import CONTRACT, lifecycle


def saying(body: str, status: int = 503, question: str = "readiness") -> Lifecycle:
    return replace(lifecycle(), bodies=(OutageBody("beside-1", question, status, body),))


CASE = Case(
    "health/body-leaks-nothing-from-start-to-end",
    CONTRACT,
    clean=saying('{"status": "fail", "output": "draining"}'),
    broken=saying('{"status": "fail", "output": "waiting for postgresql://shop:sesame@db.internal/shop"}'),
)


@pytest.mark.parametrize(
    "output",
    [
        "no connection to 10.3.2.1:5432",
        "draining on ip-10-3-2-1.eu-central-1.compute.internal",
        "/srv/shop/main.py",
    ],
)
def test_what_only_the_start_or_the_end_tells_is_refused(output: str) -> None:
    problems = CASE.problems(saying(f'{{"status": "fail", "output": "{output}"}}'))
    assert {problem.where for problem in problems} == {"readiness, answered with 503"}


def test_own_words_are_let_pass() -> None:
    for said in ("shutting down in 3 s", "2 requests in flight", "starting"):
        assert CASE.problems(saying(f'{{"status": "fail", "output": "{said}"}}')) == ()


def test_what_never_passed_is_no_probe() -> None:
    finding = CASE.finding(saying("10.3.2.1", question="liveness"))
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_a_process_that_never_said_no_shows_nothing_of_its_start_or_its_end() -> None:
    finding = CASE.finding(saying('{"status": "pass"}', status=200))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert CASE.problems(saying('{"status": "pass", "node": "10.3.2.1"}', status=200))
