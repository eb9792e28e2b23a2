import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import (
    CONTRACT,
    DOWN,
    OPENMETRICS,
    TEXT,
    TEXT_ONLY,
    openmetrics,
    scrape,
    scrapes,
)

CASE = Case(
    "metrics/openmetrics-is-valid",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(openmetrics(TEXT)),
)
ILLEGAL = {
    "no end marker": OPENMETRICS.removesuffix("# EOF\n"),
    "a line after the end": OPENMETRICS + "a 1.0\n",
    "an empty line": "\n" + OPENMETRICS,
    "nothing but the end": "# EOF\n",
    "a second value of one series": "a 1.0\na 1.0\n# EOF\n",
    "a negative counter": "# TYPE a counter\na_total -1.0\n# EOF\n",
    "TYPE twice": "# TYPE a gauge\n# TYPE a gauge\na 1.0\n# EOF\n",
    "clashing names": "# TYPE a counter\na_total 1.0\n# TYPE a_created gauge\na_created 1.0\n# EOF\n",
    "a family taken up again": 'a{x="1"} 1.0\nb 1.0\na{x="2"} 1.0\n# EOF\n',
    "a counter without its suffix": "# TYPE a counter\na 1.0\n# EOF\n",
    "a summary without quantile": "# TYPE a summary\na 1.0\n# EOF\n",
    "an unescaped quote": 'a{x="b"c"} 1.0\n# EOF\n',
}


GAUGE, COUNTER = (
    "# HELP a now\n# TYPE a gauge\na 1.0\n",
    '# HELP a ever\n# TYPE a counter\na_total{x="1"} 5.0\na_total{x="2"} 5.0\n',
)


@pytest.mark.parametrize("body", [GAUGE + COUNTER, COUNTER + "# TYPE b gauge\nb 1.0\n" + GAUGE])
def test_a_counter_beside_a_gauge_of_its_name_is_taken_as_collectors_take_it(body: str) -> None:
    assert CASE.problems(scrapes(openmetrics(body + "# EOF\n"))) == ()


@pytest.mark.parametrize(
    "body",
    [
        GAUGE + GAUGE.replace("1.0", "2.0"),
        COUNTER + COUNTER,
        GAUGE + COUNTER + GAUGE,
        GAUGE + COUNTER.replace("5.0", "-5.0"),
        GAUGE + COUNTER.replace("a_total", "a"),
        GAUGE + '# TYPE a histogram\na_bucket{le="+Inf"} 1.0\na_count 1.0\na_sum 1.0\n',
    ],
)
def test_any_other_family_that_comes_twice_is_refused(body: str) -> None:
    assert CASE.problems(scrapes(openmetrics(body + "# EOF\n"))) != ()


@pytest.mark.parametrize("body", ILLEGAL.values(), ids=ILLEGAL)
def test_what_the_format_forbids_is_refused(body: str) -> None:
    assert CASE.problems(scrapes(openmetrics(body))) != ()


def test_a_body_in_the_text_format_under_the_header_is_refused() -> None:
    text = "# TYPE shop_up gauge\nshop_up 1\n"
    assert [p.observed for p in CASE.problems(scrapes(openmetrics(text)))] == ["Missing # EOF at end"]


def test_what_is_not_promised_is_not_selected() -> None:
    assert CASE.rule.promises == ("metrics.openmetrics",)
    assert [c.promises("metrics.openmetrics") for c in (CONTRACT, TEXT_ONLY)] == [True, False]


def test_what_is_served_and_not_promised_is_judged_with_what_is() -> None:
    text = Case("metrics/text-format-is-valid", TEXT_ONLY, scrapes(), scrapes())
    served = scrapes(scrape(), openmetrics(OPENMETRICS.replace("# EOF\n", ""), wanted="default"))
    (problem,) = text.problems(served)
    assert (problem.where, problem.observed) == ("shop-1 for default", "Missing # EOF at end")
    assert text.finding(scrapes(scrape(), openmetrics(wanted="default"))).examined == 2


def test_a_promised_format_that_was_never_served_is_not_established() -> None:
    assert CASE.finding(scrapes(scrape())).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE
