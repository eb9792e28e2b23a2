import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, PAGE, PROBES, absent, read, reads, sibling

CASE = Case(
    "health/unknown-sibling-is-not-found",
    CONTRACT,
    clean=reads(),
    broken=ProbeReads((read(),), (sibling(200, PAGE, media_type="text/html"),)),
)


@pytest.mark.parametrize("status", [200, 204, 302, 500, 503, None])
def test_anything_but_a_refusal_is_refused(status: int | None) -> None:
    assert len(CASE.problems(ProbeReads((), (sibling(status, error="timeout"),)))) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_passes(status: int) -> None:
    assert CASE.finding(ProbeReads((read(),), (sibling(status, PAGE),))).outcome is Outcome.PASSED


def test_the_problem_names_path_and_page() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "/alive-3f2a at entry"
    assert problem.observed == f"200 text/html {PAGE}"[: len("200 text/html ") + 60]


@pytest.mark.parametrize("status", [403, 404, 503, None])
def test_a_probe_that_is_refused_as_well_shows_nothing(status: int | None) -> None:
    """Whatever refuses everything knows no path."""
    finding = CASE.finding(reads(*(read(probe, status, "") for probe in PROBES)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "liveness did not answer 2xx" in finding.reason


def test_a_catch_all_is_one_whatever_its_probe_says() -> None:
    assert CASE.finding(ProbeReads((read(status=503),), (sibling(200, PAGE),))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("elsewhere", "outcome"),
    [
        (absent(404), Outcome.PASSED),  # only what begins as the probe does: advice
        (absent(401), Outcome.PASSED),
        (absent(200), Outcome.FAILED),  # a catch-all
        (absent(None), Outcome.FAILED),
        (absent(404, path="/other/5c1d"), Outcome.FAILED),  # of another folder, which shows nothing
    ],
)
def test_it_is_a_catch_all_where_another_missing_path_is_answered_too(
    elsewhere: ProbeRead, outcome: Outcome
) -> None:
    seen = ProbeReads((read(),), (sibling(200, "OK"),), (elsewhere,))
    assert CASE.finding(seen).outcome is outcome


@pytest.mark.parametrize("status", [500, 503, None])
def test_a_sibling_that_breaks_is_no_prefix(status: int | None) -> None:
    seen = ProbeReads((read(),), (sibling(status),), (absent(404),))
    assert CASE.finding(seen).outcome is Outcome.FAILED
