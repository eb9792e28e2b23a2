"""It sees a label under another service's name, and values in another form.

Silent on: what a scrape may add, statuses that have not come yet, opposites, patterns that cannot be read.
"""

import pytest

from gonogo.suites.metrics.promql import Matcher, selectors_in
from gonogo.suites.metrics.selectors import never
from tests.judging import Case
from tests.suites.metrics.alerts import CONTRACT, alert, alerts

HAS = {
    "method": ("GET", "POST"),
    "route": ("/a",),
    "status": ("200", "404"),
    "le": ("0.3", "1.0", "+Inf"),
    "quantile": ("0.5", "0.99", "1"),
}
VALUES = {"shop_requests_total": HAS}
WELL = alert('rate(shop_requests_total{status=~"5.."}[1m]) > 1')
ILL = alert('rate(shop_requests_total{code=~"5.."}[1m]) > 1')
CASE = Case(
    "metrics/alerts-watch-what-is-exposed",
    CONTRACT,
    clean=alerts(WELL, values=VALUES),
    broken=alerts(ILL, values=VALUES),
)


def test_the_label_and_its_other_name_are_told() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == 'code=~"5..", where the label is status'


@pytest.mark.parametrize(
    "matcher",
    [
        'status_code="500"',
        'http_method="GET"',
        'handler="/a"',
        'status="5xx"',
        'status=~"5xx|4xx"',
        'status=~"error"',
        'method="get"',
        'le="0.5"',
        'le="1"',
        'le=~"0.2|0.4"',
        'quantile="0.95"',
    ],
)
def test_refuses(matcher: str) -> None:
    assert _said(matcher)


@pytest.mark.parametrize(
    "matcher",
    [
        'status="500"',
        "status=~'5[0-9]{2}'",
        r'status=~"5\\d\\d"',
        r"status=~`5\d\d`",
        'status!~"2.."',
        'code=""',
        'code!="200"',
        'code=~".*"',
        'namespace="shop"',
        'pod=~"shop-.+"',
        'endpoint="http"',
        'env="production"',
        'method="DELETE"',
        'status=~"5[[:digit:]]+"',
        'le="0.3"',
        'le="1.0"',
        'le="+Inf"',
        'le=~"0.25|0.3"',
        'le!="+Inf"',
        'quantile="0.99"',
        'quantile="1.0"',
    ],
)
def test_passes(matcher: str) -> None:
    assert not _said(matcher)


def test_the_bounds_that_there_are_are_told() -> None:
    assert _said('le="0.5"') == 'le="0.5", where the values are 0.3, 1.0, +Inf'


def test_a_bound_may_be_of_any_spelling_that_a_collector_gives_it() -> None:
    assert not never(Matcher("le", "=", "2.0"), {"le": ("2", "+Inf")})
    assert not never(Matcher("le", "=", "2"), {"le": ("2", "+Inf")})
    assert not never(Matcher("le", "=", "1.048576e+06"), {"le": ("1048576.0", "+Inf")})
    assert not never(Matcher("le", "=", "1e+06"), {"le": ("1000000", "+Inf")})
    assert never(Matcher("le", "=", "2e+06"), {"le": ("1000000", "+Inf", "odd")})


def test_classes_of_statuses_are_a_form_of_their_own() -> None:
    has = {"status": ("2xx", "4xx")}
    assert not never(Matcher("status", "=", "5xx"), has)
    assert never(Matcher("status", "=~", "5.0"), has)
    assert not never(Matcher("status", "=", "failed"), {"status": ("done",)})


def test_braces_in_texts_and_comments_are_no_selectors() -> None:
    found = list(selectors_in('a{x=~"b{2}", y="#"} # c{z="1"}\n > d'))
    assert found == [("a", (Matcher("x", "=~", "b{2}"), Matcher("y", "=", "#")))]


def _said(matcher: str) -> str:
    ((_, (one,)),) = selectors_in(f"shop_requests_total{{{matcher}}}")
    return never(one, HAS)
