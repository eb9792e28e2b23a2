import pytest

from suites.core.finding import Outcome
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


@pytest.mark.parametrize("body", ILLEGAL.values(), ids=ILLEGAL)
def test_what_the_format_forbids_is_refused(body: str) -> None:
    assert CASE.problems(scrapes(openmetrics(body))) != ()


def test_a_body_in_the_text_format_under_the_header_is_refused() -> None:
    text = "# TYPE shop_up gauge\nshop_up 1\n"
    assert [p.observed for p in CASE.problems(scrapes(openmetrics(text)))] == ["Missing # EOF at end"]


def test_what_is_not_promised_and_not_served_needs_no_look() -> None:
    finding = Case(CASE.rule_id, TEXT_ONLY, scrapes(), scrapes()).finding(scrapes(scrape()))
    assert (finding.outcome, finding.evidence) == (Outcome.PASSED, {"bodies in this format": 0})


def test_a_promised_format_that_was_never_served_is_not_established() -> None:
    assert CASE.finding(scrapes(scrape())).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE
