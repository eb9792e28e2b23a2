import json
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.health.examples import CONTRACT, FAIL, PAGE, PROBES, TEXT, read, reads

CASE = Case(
    "health/status-agrees-with-body", CONTRACT, clean=reads(), broken=reads(read("overall", 200, FAIL))
)


@pytest.mark.parametrize(
    ("status", "stated", "expected"),
    [
        (200, "fail", "4xx or 5xx with fail"),
        (302, "fail", "4xx or 5xx with fail"),
        (503, "pass", "2xx or 3xx with pass"),
        (429, "warn", "2xx or 3xx with warn"),
        (200, "down", "4xx or 5xx with down"),
        (200, "error", "4xx or 5xx with error"),
        (503, "up", "2xx or 3xx with up"),
    ],
)
def test_a_disagreement_is_refused(status: int, stated: str, expected: str) -> None:
    seen = reads(read("overall", status, f'{{"status": "{stated}"}}'))
    assert [(p.expected, p.observed) for p in CASE.problems(seen)] == [(expected, f"{status} with {stated}")]


@pytest.mark.parametrize(
    ("status", "stated"),
    [
        (503, "fail"),
        (500, "FAIL"),
        (200, "warn"),
        (299, "Pass"),
        (200, "UP"),
        (503, "DOWN"),
        (200, "degraded"),
        (503, "starting"),
    ],
)
def test_agreement_passes(status: int, stated: str) -> None:
    assert CASE.problems(reads(read("overall", status, f'{{"status": "{stated}"}}'))) == ()


NOES = [
    FAIL,
    '{"status": "DOWN"}',
    '{"healthy": false}',
    '{"Database(alias=\'default\')": "unavailable: no answer", "Cache": "OK"}',
    '"unhealthy"',
    "Unhealthy",
    "FAIL: database",
    "NOT READY: storage down",
    "not serving",
    "Critical",
    '{"Status": "Unhealthy"}',
    '{"State": "NotReady"}',
    '{"success": false, "message": "no database"}',
    '{"isHealthy": false}',
    '{"alive": false}',
    '{"status": 503}',
    '{"status": "503"}',
    '{"statusCode": 503, "message": "no database"}',
    '{"status": "KO"}',
    '{"status": "offline"}',
    "Unavailable",
    "ok\ndatabase: down",
    "[+]ping ok\n[-]etcd failed: reason withheld\nhealthz check failed",
]
YESES = [
    "OK",
    "Healthy",
    "Prometheus Server is Ready.",
    "errors: 0",
    "failed: 0",
    "Nothing is down.",
    "0 failed",
    "uptime: 5s",
    "Error rate: 0.1%",
    "down.example.com is up",
    '{"uptime": 5}',
    '{"Status": "Healthy"}',
    '{"success": true}',
    '{"status": 200}',
    '{"code": 0, "message": "well"}',
    '{"status": "ok", "success": false, "code": 503}',
    '{"code": true}',
    '{"live": "yes", "version": "503"}',
    '{"Database(alias=\'default\')": "OK"}',
    '{"last_backup": "failed", "version": "1.2"}',
    "",
]


@pytest.mark.parametrize("body", NOES)
def test_a_body_that_says_no_with_200_is_refused_whatever_was_promised(body: str) -> None:
    text = Case(CASE.rule_id, TEXT, clean=reads(), broken=reads())
    seen = reads(read("overall", 200, body, media_type="text/plain"))
    assert [p.where for p in text.problems(seen)] == ["overall /state at entry"]
    assert text.problems(reads(read("overall", 503, body))) == ()


@pytest.mark.parametrize("body", YESES)
def test_a_text_that_says_no_no_agrees_with_200(body: str) -> None:
    text = Case(CASE.rule_id, TEXT, clean=reads(), broken=reads())
    finding = text.finding(reads(read("overall", 200, body, media_type="text/plain")))
    assert (finding.problems, finding.examined) == ((), 4)


def test_a_refusal_that_states_nothing_is_not_examined() -> None:
    text = Case(CASE.rule_id, TEXT, clean=reads(), broken=reads())
    assert text.finding(reads(*(read(p, 403, "Forbidden") for p in PROBES))).outcome is Outcome.INCONCLUSIVE


def test_a_read_without_an_answer_is_not_examined() -> None:
    assert CASE.finding(reads(read("overall", None, ""))).examined == 3


def test_a_page_states_nothing() -> None:
    page = PAGE.replace("Welcome", "\nDown\n")
    assert CASE.problems(reads(read("overall", 200, page, media_type="text/html"))) == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"data": {"state": "down"}}', ["200 with down"]),
        ('{"status": "fail", "data": {"state": "up"}}', ["200 with fail"]),
        ('{"data": {"state": "up"}}', []),
    ],
)
def test_a_failure_under_a_named_key_and_one_under_a_usual_key_count(body: str, words: list[str]) -> None:
    promised = contract(health={"liveness": {"path": "/alive", "key": "data.state"}})
    case = Case("health/status-agrees-with-body", promised, None, None)
    assert [p.observed for p in case.problems(reads(read("liveness", body=body)))] == words


@pytest.mark.parametrize(
    ("status", "part", "media_type", "refused"),
    [
        ("pass", "fail", "application/health+json", True),
        ("ok", "down", "application/health+json", True),
        ("warn", "fail", "application/health+json", False),
        ("pass", "warn", "application/health+json", False),
        ("pass", "fail", "application/json", False),
    ],
)
def test_a_part_that_fails_makes_the_whole_warn_at_least(
    status: str, part: str, media_type: str, refused: bool
) -> None:
    body = json.dumps(
        {"status": status, "checks": {"db:up": [{"status": "pass"}], "disk:used": [{"status": part}]}}
    )
    seen = reads(replace(CASE.clean.reads[0], body=body, media_type=media_type))
    assert [p.expected for p in CASE.problems(seen)] == ["warn or fail, for disk:used fails"] * refused
