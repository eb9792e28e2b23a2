import json
from dataclasses import replace

import pytest

from gonogo.suites.health.observations.probes import Outage, OutageBody
from tests.judging import Case, contract
from tests.suites.health.examples import AWAY, CONTRACT, WELL, asked, outage, outages

AGREES = outage(samples=tuple(asked("overall", WELL, stated="warn")))
HARD_CODED = outage(samples=tuple(asked("overall", WELL, stated="fail")))
CASE = Case(
    "health/status-agrees-with-body-in-outage", CONTRACT, clean=outages(AGREES), broken=outages(HARD_CODED)
)


def test_a_hard_coded_200_is_one_problem_with_its_count() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "overall of a without store"
    assert problem.observed == "200 with fail, 10 times"


def test_a_pass_with_503_is_refused() -> None:
    seen = outages(outage(samples=tuple(asked("readiness", AWAY, stated="pass"))))
    assert [p.expected for p in CASE.problems(seen)] == ["2xx or 3xx with pass"]


def test_what_traffic_says_is_none_of_its_business() -> None:
    seen = outages(outage(samples=(*AGREES.samples, *asked("traffic", WELL, stated="fail"))))
    assert CASE.problems(seen) == ()


def test_samples_without_an_answer_are_not_examined() -> None:
    seen = outages(outage(samples=tuple(asked("overall", {0.2: None}))))
    assert CASE.finding(seen).examined == 0


KEYED = contract(
    health={"readiness": {"path": "/ready", "key": "data.state"}}, dependencies={"store": {"service": "db"}}
)


@pytest.mark.parametrize(
    ("status", "body", "observed"),
    [
        (503, '{"status": "ok", "data": {"state": "down"}}', []),
        (200, '{"status": "ok", "data": {"state": "up"}}', []),
        (200, '{"status": "ok", "data": {"state": "down"}}', ["200 with down"]),
        (503, '{"data": {"state": "up"}}', ["503 with up"]),
        (200, '{"status": "fail", "data": {"state": "up"}}', ["200 with fail"]),
    ],
)
def test_where_a_key_is_promised_it_decides(status: int, body: str, observed: list[str]) -> None:
    samples = tuple(asked("readiness", WELL, stated="ok"))
    seen = outages(outage(samples=samples, bodies=(OutageBody("a", "readiness", status, body),)))
    case = Case(CASE.rule_id, KEYED, seen, seen)
    assert [p.observed for p in case.problems(seen)] == observed
    assert case.finding(seen).examined == 1


@pytest.mark.parametrize(
    ("body", "hard", "refused"),
    [
        ('{"db": "ok", "cache": "down"}', False, False),
        ('{"db": "ok", "cache": "down"}', True, True),
        ('{"status": "down", "cache": "down"}', False, True),
    ],
)
def test_a_list_of_checks_may_tell_of_what_is_optional(body: str, *, hard: bool, refused: bool) -> None:
    samples = tuple(asked("overall", WELL, stated="down"))
    told = outage(hard=hard, samples=samples, bodies=(OutageBody("a", "overall", 200, body),))
    assert bool(CASE.problems(outages(told))) is refused


def told(body: str, status: int = 200, *, hard: bool = True, question: str = "overall") -> Outage:
    stated = json.loads(body)["status"].lower()
    made = outage(samples=tuple(asked(question, WELL, stated=stated)))
    return replace(made, hard=hard, bodies=(OutageBody("a", question, status, body),))


SPRING = '{"status": "UP", "components": {"db": {"status": "DOWN"}, "cache": {"status": "UP"}}}'


TERMINUS = '{"status": "ok", "info": {}, "error": {"db": {"status": "down"}}, "details": {}}'
ASPNET = '{"status": "Healthy", "entries": {"db": {"status": "Unhealthy"}}}'


@pytest.mark.parametrize("body", [SPRING, TERMINUS, ASPNET])
@pytest.mark.parametrize("question", ["overall", "readiness"])
def test_a_whole_that_is_well_without_its_hard_part_is_refused(body: str, question: str) -> None:
    seen = told(body, question=question)
    (problem,) = CASE.problems(outages(replace(seen, bodies=seen.bodies * 2)))
    assert "db fails" in problem.expected


@pytest.mark.parametrize(
    "seen",
    [
        told(SPRING, hard=False),
        told('{"status": "UP", "components": {"db": {"status": "UP"}}}'),
        told('{"status": "warn", "checks": {"db": {"status": "fail"}}}'),
        told(SPRING, question="liveness"),
    ],
)
def test_what_is_optional_and_what_warns_is_let_be(seen: Outage) -> None:
    assert CASE.problems(outages(seen)) == ()


@pytest.mark.parametrize(
    ("stated", "hard", "refused"),
    [
        ("cache unavailable", False, False),
        ("cannot connect to redis", False, False),
        ("cache unavailable", True, True),
        ("the service is unavailable", False, True),
        ("unhealthy", False, True),
    ],
)
def test_a_sentence_may_tell_of_what_is_optional(stated: str, *, hard: bool, refused: bool) -> None:
    seen = told(json.dumps({"status": stated}), hard=hard)
    assert bool(CASE.problems(outages(seen))) is refused


@pytest.mark.parametrize(
    ("status", "body", "observed"),
    [
        (200, "<!doctype html><title>Unhealthy</title><h1>Unhealthy</h1>", ["200 with unhealthy"]),
        (200, "<html><body><h1 class=x>Status: DOWN</h1></body></html>", ["200 with down"]),
        (503, "<html><body><h1>Service unavailable</h1></body></html>", []),
        (200, "<!doctype html><title>Status</title><h1>What we do when something fails</h1>", []),
        (200, "<!doctype html><title>Shop</title><h1>All systems operational</h1>", []),
    ],
)
def test_a_page_says_it_in_a_heading(status: int, body: str, observed: list[str]) -> None:
    said = (OutageBody("a", "overall", status, body),)
    seen = outages(replace(AGREES, bodies=said))
    assert [p.observed for p in CASE.problems(seen)] == observed
