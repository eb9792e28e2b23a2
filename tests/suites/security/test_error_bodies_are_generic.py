import json

import pytest

from suites.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, missing, response, surface

TRACE = 'Traceback (most recent call last):\n  File "shop.py", line 7, in sell\n'
CASE = Case(
    "security/error-bodies-are-generic",
    CONTRACT,
    clean=surface(),
    broken=surface(response(), missing(TRACE)),
)
TELLING = {
    "a trace": (TRACE, "a stack trace"),
    "a trace in JSON": (json.dumps({"detail": TRACE}), "a stack trace"),
    "a Java trace": ("java.sql\n  at com.shop.Sale.sell(Sale.java:12)", "a stack trace"),
    "a Node trace": ("  at sell (app.listen)\n at Shop.sell(shop.js:3:14)", "a stack trace"),
    "a query": ("while running SELECT id, price FROM things WHERE id = 1", "a query"),
    "a database's complaint": ('relation "things" does not exist', "a query"),
    "a driver": ("psycopg.errors.UndefinedTable", "a driver"),
    "a builtin exception": ("KeyError: 'price'", "an exception"),
    "a qualified exception": ("shop.stock.SoldOutError", "an exception"),
    "an installation path": ("cannot read /usr/lib/shop/prices", "a path"),
    "a source path": ("in /srv/shop/sell.py", "a path"),
    "a Windows path": ("in C:\\shop\\sell", "a path"),
    "a connection string": ("postgresql://db/shop is away", "a connection string"),
    "credentials in a URL": ("https://shop:pw@elsewhere.example/", "a connection string"),
}
GENERIC = (
    '{"type": "about:blank", "title": "Internal Server Error", "status": 500, "request_id": "4f2a"}',
    '{"detail": [{"type": "value_error", "loc": ["body", "title"], "msg": "Field required"}]}',
    "404 page not found",
    "<html><body><h1>503 Service Unavailable</h1>\nNo server is available.\n</body></html>",
    '{"type": "https://docs.shop.example/opt/problems/sold-out", "title": "Sold out"}',
    '{"error": "SelectError", "detail": "Select a size from the list and update your order"}',
    "Error: the key must have a value. See /things/errors",
)


@pytest.mark.parametrize(("body", "what"), TELLING.values(), ids=TELLING)
def test_what_an_inside_leaves_is_refused(body: str, what: str) -> None:
    observed = [p.observed for p in CASE.problems(surface(missing(body)))]
    assert [o for o in observed if o.startswith(what)]


@pytest.mark.parametrize("body", GENERIC)
def test_a_generic_error_passes(body: str) -> None:
    assert CASE.problems(surface(missing(body))) == ()


def test_a_body_may_repeat_the_request() -> None:
    path = "/etc/shop/prices?q=SELECT%20x%20FROM%20y"
    assert CASE.problems(surface(missing(f'{{"instance": "{path}"}}', path=path))) == ()


def test_pages_that_are_no_errors_may_say_anything() -> None:
    assert CASE.problems(surface(response(body=TRACE), missing())) == ()


def test_without_an_error_nothing_is_established() -> None:
    assert CASE.finding(surface(response())).outcome is Outcome.INCONCLUSIVE
