from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome, Severity
from gonogo.suites.health.observations.probes import ProbeReads
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, absent, read, sibling

CASE = Case(
    "health/probe-path-is-exact",
    CONTRACT,
    clean=ProbeReads((read(),), (sibling(404),), (absent(404),)),
    broken=ProbeReads((read(),), (sibling(200, "OK"),), (absent(404),)),
)


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


def test_the_path_that_was_answered_is_named() -> None:
    assert [(p.where, p.expected) for p in CASE.problems(CASE.broken)] == [("/alive-3f2a at entry", "404")]


@pytest.mark.parametrize("status", [200, 204, 302])
def test_any_yes_to_such_a_path_is_refused(status: int) -> None:
    assert len(CASE.problems(ProbeReads((read(),), (sibling(status),), (absent(404),)))) == 1


@pytest.mark.parametrize("elsewhere", [(), (absent(200),), (absent(503),)])
def test_a_catch_all_is_left_to_its_own_rule(elsewhere: tuple[object, ...]) -> None:
    seen = ProbeReads((read(),), (sibling(200, "OK"),), elsewhere)  # type: ignore[arg-type]
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_a_probe_that_is_refused_as_well_shows_nothing() -> None:
    seen = ProbeReads((read(status=403),), (sibling(403),), (absent(403),))
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "/alive-3f2a"},
        {"body": "Welcome"},
        {"source": ":8081"},
        {"status": 301},
        {"probe": "readiness", "path": "/ready-3f2a"},
    ],
    ids=["by its beginning", "another page", "another port", "a redirect to it", "another probe"],
)
def test_the_ways_in_which_a_beginning_is_enough(changes: dict[str, object]) -> None:
    there = replace(sibling(200, "OK"), **changes)  # type: ignore[arg-type]
    seen = ProbeReads((read(), read("readiness")), (sibling(404), there), (absent(404),))
    assert [p.where for p in CASE.problems(seen)] == [f"{there.path} at {there.source}"]


@pytest.mark.parametrize("status", [400, 401, 403, 405, 410, 429])
def test_any_refusal_is_one(status: int) -> None:
    seen = ProbeReads((read(),), (sibling(status),), (absent(404),))
    assert CASE.finding(seen).outcome is Outcome.PASSED
