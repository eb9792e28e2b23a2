import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import (
    CONTRACT,
    DOWN,
    TEXT_ONLY,
    TEXT_TYPE,
    beside,
    openmetrics,
    scrape,
    scrapes,
)

CASE = Case(
    "metrics/content-type-is-listed",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(content_type="text/html; charset=utf-8")),
)


@pytest.mark.parametrize(
    ("content_type", "why"),
    [
        ("", "no Content-Type"),
        (" ", "no Content-Type"),
        ("application/json", "not a media type of an exposition"),
        ("text", "not a media type of an exposition"),
        ("*/*", "not a media type of an exposition"),
        ("text/plain; version", "a parameter without a value, or none: ; version"),
        ("text/plain;;", "a parameter without a value, or none: ;;"),
        ('text/plain; version="0.0.4', 'a parameter without a value, or none: ; version="0.0.4'),
        ("text/plain; version=0.0.4, text/plain", "a parameter without a value, or none: , text/plain"),
        ("text/plain; charset=utf-8; charset=ascii", "two values of charset"),
        ("text/plain; charset=utf-8; charset=utf-8", "charset is there twice, which a reader may refuse"),
    ],
)
def test_what_prometheus_does_not_read_is_refused(content_type: str, why: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(content_type=content_type)))
    assert problem.observed == f"{content_type!r}: {why}"


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain;version=0.0.4",
        'Text/Plain; Version="0.0.4";',
        "text/plain ; version = 0.0.4",
        "text/plain; version=0.0.4; charset=utf-8; escaping=underscores",
        "text/plain; version=1.0.0; escaping=allow-utf-8",
    ],
)
def test_each_listed_type_passes(content_type: str) -> None:
    assert CASE.problems(scrapes(scrape(content_type=content_type))) == ()


@pytest.mark.parametrize(
    "content_type", ["text/plain", "text/plain; charset=utf-8", "text/plain; version=0.0.5"]
)
def test_a_version_that_is_not_listed_is_only_advised_on(content_type: str) -> None:
    """VictoriaMetrics states none, and every Prometheus scrapes it."""
    assert CASE.problems(scrapes(scrape(content_type=content_type))) == ()


def test_another_format_than_the_promised_one_is_refused() -> None:
    (problem,) = CASE.problems(scrapes(openmetrics(content_type=TEXT_TYPE)))
    assert (problem.expected, problem.observed) == ("the openmetrics format", repr(TEXT_TYPE))


def test_a_format_that_is_not_promised_may_be_negotiated() -> None:
    default = scrapes(scrape(), openmetrics(wanted="default"))
    assert Case(CASE.rule_id, TEXT_ONLY, default, default).problems(default) == ()


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE


def test_a_further_exposition_is_named_whose_type_is_no_exposition_s() -> None:
    assert CASE.problems(beside(scrape())) == ()
    (problem,) = CASE.problems(beside(scrape(content_type="text/html")))
    assert problem.where == ":9102/own at shop-1, asked for default"
