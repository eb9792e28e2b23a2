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


@pytest.mark.parametrize(
    "body",
    [
        '{"status": "ok", "role": "replica"}',
        '{"status": "ok", "draining": true}',
        '{"up": true, "serving": false}',
        '{"success": true, "data": {"status": "production"}}',
    ],
)
@pytest.mark.parametrize("status", [200, 503])
def test_a_yes_that_something_denies_is_examined_and_agrees(status: int, body: str) -> None:
    finding = CASE.finding(reads(read("readiness", status, body)))
    assert finding.outcome is Outcome.PASSED


def test_no_is_a_truth_value_under_a_named_key_too() -> None:
    made = contract(health={"readiness": {"path": "/ready", "key": "app.now.ready"}})
    seen = reads(read("readiness", 200, '{"app": {"now": {"ready": "no"}}}'))
    case = Case("health/status-agrees-with-body", made, clean=reads(), broken=seen)
    assert [p.observed for p in case.problems(seen)] == ["200 with false"]


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
    "heading", ["<h1>DOWN</h1>", "<title>503 Service Unavailable</title>", "<H1 id=a> Not ready </H1>"]
)
def test_a_page_that_is_headed_by_a_no_states_it(heading: str) -> None:
    page = f"<html><body>{heading}<p>Ok</p></body></html>"
    (problem,) = CASE.problems(reads(read("overall", 200, page, media_type="text/html")))
    assert problem.expected.startswith("4xx or 5xx with ")
    assert CASE.problems(reads(read("overall", 503, page, media_type="text/html"))) == ()


@pytest.mark.parametrize("heading", ["<h1>Downloads</h1>", "<title>Status</title>", "<h1>404 articles</h1>"])
def test_other_headings_are_for_people(heading: str) -> None:
    page = f"<html><body>{heading}<p>Down</p></body></html>"
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


TERMINUS = '{"status": "ok", "info": {}, "error": {%s}, "details": {%s}}'
PARTS = [
    ('{"status": "UP", "components": {"db": {"status": "DOWN"}}}', "db"),
    (
        '{"status": "UP", "components": {"all": {"status": "UP", "components": {"b": {"status": "DOWN"}}}}}',
        "all/b",
    ),
    ('{"status": "UP", "details": {"mail": {"status": "OUT_OF_SERVICE"}}}', "mail"),
    ('{"status": "UP", "checks": [{"name": "a", "status": "UP"}, {"name": "b", "status": "DOWN"}]}', "b"),
    ('{"outcome": "UP", "status": "UP", "checks": [{"id": "b", "state": "DOWN"}]}', "b"),
    ('{"status": "Healthy", "entries": {"sql": {"status": "Unhealthy", "duration": "0"}}}', "sql"),
    ('{"Status": "Healthy", "Results": {"sql": {"Status": "Unhealthy"}}}', "sql"),
    ('{"status": "Healthy", "checks": [{"component": "sql", "status": "Unhealthy"}]}', "sql"),
    (TERMINUS % ('"db": {"status": "down"}', ""), "db"),
    (TERMINUS % ("", '"db": {"status": "down"}'), "db"),
    ('{"status": "OK", "timestamp": "x", "failures": {"db": "no route"}, "component": {"name": "x"}}', "db"),
    ('{"status": "up", "details": {"db": {"status": "down", "timestamp": "x", "error": "y"}}}', "db"),
    ('{"status": "pass", "checks": {"db:time": [{"status": "fail", "observedValue": 1}]}}', "db:time"),
]
WELL = [
    '{"status": "UP", "components": {"db": {"status": "UP"}, "disk": {"status": "UNKNOWN"}}}',
    '{"status": "UP", "components": {"cache": "DOWN"}}',
    '{"status": "UP", "checks": []}',
    '{"status": "Healthy", "entries": {"sql": {"status": "Degraded"}}}',
    '{"status": "Degraded", "entries": {"sql": {"status": "Unhealthy"}}}',
    TERMINUS % ("", '"db": {"status": "up"}'),
    '{"status": "ok", "details": {"cache": {"status": "down"}}}',
    '{"status": "ok", "checks": {"cache": {"status": "down"}}}',
    '{"status": "ok", "cache": "down"}',
    '{"status": "pass", "checks": {"cache": [{"status": "fail"}]}}',
    '{"status": "warn", "checks": {"cache": [{"status": "fail", "componentId": "x"}]}}',
    '{"status": "OK", "failures": {}, "component": {"name": "x"}}',
    '{"status": "OK", "failures": {"yesterday": 3}}',
    '{"status": "Partially Available", "failures": {"cache": "x"}, "component": {}}',
    '{"Cache": "working", "Disk": "warning: 90 % full"}',
    '{"last": "unknown error: x", "since": "yesterday"}',
]


@pytest.mark.parametrize(("body", "part"), PARTS)
def test_a_part_that_fails_is_no_pass_where_the_whole_is_the_worst_of_them(body: str, part: str) -> None:
    (problem,) = CASE.problems(reads(read("overall", 200, body, media_type="application/json")))
    assert problem.expected == f"warn or fail, for {part} fails"


@pytest.mark.parametrize("body", WELL)
def test_a_part_that_the_whole_does_not_need_may_fail(body: str) -> None:
    assert CASE.problems(reads(read("overall", 200, body, media_type="application/json"))) == ()


@pytest.mark.parametrize("word", ["unexpected result", "unknown error", "unavailable"])
def test_checks_by_name_say_how_they_broke(word: str) -> None:
    body = json.dumps({"DatabaseBackend": f"{word}: no such table", "Cache": "working"})
    (problem,) = CASE.problems(reads(read("overall", 200, body)))
    assert word in f"{problem.expected} {problem.observed}"
    assert CASE.problems(reads(read("overall", 500, body))) == ()
