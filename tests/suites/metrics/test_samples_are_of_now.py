import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, DOWN, TEXT, openmetrics, scrape, scrapes
from tests.suites.metrics.openmetrics_forbidden import ended

NOW = 1_763_860_800.0
CASE = Case(
    "metrics/samples-are-of-now",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape("a 1 1395066363000\n", at=NOW)),
)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-3700, "3700 s before"),
        (-86400, "86400 s before"),
        (-NOW, "1763860800 s before"),
        (700, "700 s after"),
        (86400, "86400 s after"),
    ],
)
def test_what_is_thrown_away_is_refused_in_both_formats(seconds: float, said: str) -> None:
    text = scrape(f"a 1 {(NOW + seconds) * 1000:.0f}\n", at=NOW)
    other = openmetrics(ended(f"a 1 {NOW + seconds:.3f}"), at=NOW)
    problems = CASE.problems(scrapes(text, other))
    assert [p.observed for p in problems] == [f"{said} the scrape: Prometheus throws it away"] * 2


def test_milliseconds_in_the_place_of_seconds_are_refused() -> None:
    assert len(CASE.problems(scrapes(openmetrics(ended(f"a 1 {NOW * 1000:.0f}"), at=NOW)))) == 1


@pytest.mark.parametrize("seconds", [0, -5, -3000, 300])
def test_what_is_stored_passes(seconds: float) -> None:
    """A clock that is minutes off among it, and a cache that was read a while ago."""
    assert CASE.problems(scrapes(scrape(f"a 1 {(NOW + seconds) * 1000:.0f}\n", at=NOW))) == ()


def test_without_a_time_there_is_nothing_to_throw_away() -> None:
    finding = CASE.finding(scrapes(scrape(TEXT, at=NOW)))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 8)


def test_a_body_of_old_samples_is_not_listed_sample_by_sample() -> None:
    body = "".join(f"a_{n} 1 0\n" for n in range(100))
    assert len(CASE.problems(scrapes(scrape(body, at=NOW)))) == 10


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE


EXEMPLAR = '# TYPE sold counter\nsold_total{{a="}} b"}} 3 # {{trace_id="a b"}} 1.0 {}'


@pytest.mark.parametrize("at", [f"{NOW * 1000:.0f}", f"{NOW + 700:.3f}", "1.7e12"])
def test_an_exemplar_of_a_time_that_comes_is_refused(at: str) -> None:
    (problem,) = CASE.problems(scrapes(openmetrics(ended(EXEMPLAR.format(at)), at=NOW)))
    assert problem.where == "an exemplar at shop-1 for openmetrics"
    assert problem.observed.startswith(f"{at}, ")


@pytest.mark.parametrize("at", [f"{NOW - 86400:.0f}", f"{NOW + 300:.3f}", "1.7e9", "1"])
def test_an_exemplar_may_be_old(at: str) -> None:
    assert CASE.problems(scrapes(openmetrics(ended(EXEMPLAR.format(at)), at=NOW))) == ()


def test_an_exemplar_may_have_no_time_and_the_text_format_has_none() -> None:
    bare = openmetrics(ended(EXEMPLAR.format("").rstrip()), at=NOW)
    text = scrape(f"# HELP a x # {{}} 1 {NOW * 1000:.0f}\na 1\n", at=NOW)
    assert CASE.problems(scrapes(bare, text)) == ()
