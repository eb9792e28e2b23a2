"""It sees an error that was made JSON of, and a statement that is all that a text says.

Good look-alikes on which it is silent: an object about what the client sent; a sentence with words of SQL; an
example; a statement that the client has sent itself.
"""

import json
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.gonogo.test_disclosure_of_nothing import SENTENCES
from tests.judging import contract
from tests.suites.security.examples import SECURITY, missing, response, surface
from tests.suites.security.test_error_bodies_are_generic import CASE

PLAIN = "SELECT price FROM things"
POSTGRES = {"code": "42P01", "file": "scan.l", "line": "1176", "routine": "scanner_yyerror"}
MYSQL = {"code": "ER_BAD_FIELD_ERROR", "errno": 1054, "sqlState": "42S22"}
NODE = {"errno": -2, "code": "ENOENT", "syscall": "stat"}


def told(said: object) -> list[str]:
    body = said if isinstance(said, str) else json.dumps(said)
    return [problem.observed for problem in CASE.problems(surface(response(), missing(body)))]


@pytest.mark.parametrize(
    ("said", "observed"),
    [
        (POSTGRES, "an error of a driver: 'routine: scanner_yyerror'"),
        ({"error": {"severity": "ERROR", **POSTGRES}}, "an error of a driver: 'routine: scanner_yyerror'"),
        ({k.title(): v for k, v in POSTGRES.items()}, "an error of a driver: 'routine: scanner_yyerror'"),
        ({"message": json.dumps(POSTGRES)}, "an error of a driver: 'routine: scanner_yyerror'"),
        ({"errors": [MYSQL]}, "an error of a driver: 'sqlstate: 42S22'"),
        ({"sqlState": "42S22", "sqlMessage": "what"}, "an error of a driver: 'sqlmessage: what'"),
        (NODE, "an error of a driver: 'syscall: stat'"),
        (
            {"code": "P2025", "clientVersion": "5.1.0", "meta": {}},
            "an error of a driver: 'clientversion: 5.1.0'",
        ),
        (
            {"code": 11000, "keyPattern": {"name": 1}, "keyValue": {"name": "x"}},
            "an error of a driver: \"keypattern: {'name': 1}\"",
        ),
        ({"query": PLAIN, "parameters": []}, f"a query: {PLAIN!r}"),
        ({"cause": {"sql": "UPDATE things SET price"}}, "a query: 'UPDATE things SET price'"),
        ({"raw_sql": "DELETE FROM things"}, "a query: 'DELETE FROM things'"),
        ({"detail": PLAIN}, f"a query: {PLAIN!r}"),
        ({"detail": f"{PLAIN};"}, f"a query: '{PLAIN};'"),
        (PLAIN, f"a query: {PLAIN!r}"),
        ({"error": f"query failed: {PLAIN}"}, f"a query: 'query failed: {PLAIN}'"),
        ({"error": f"no such thing\n[SQL: {PLAIN}]"}, f"a query: '[SQL: {PLAIN}'"),
        (f"<b>Error</b> Whole query: {PLAIN}<br>", f"a query: 'query: {PLAIN}'"),
        (f"oops\nLINE 1: {PLAIN}\n        ^", f"a query: 'LINE 1: {PLAIN}'"),
    ],
)
def test_what_a_driver_made_of_an_error_is_named(said: object, observed: str) -> None:
    assert told(said) == [observed]


@pytest.mark.parametrize(
    "said",
    [
        *SENTENCES,
        # an object about what was sent, or about a service's own matter
        {"code": "E1042", "severity": "ERROR", "file": "orders.csv", "line": 7},
        {"code": "LEGS1", "severity": "ERROR", "routine": "legs", "line": 2},
        {"code": "ENOSTOCK", "errno": 7},
        {"code": "P2025", "version": "5.1.0"},
        {"code": "002003", "sqlState": "02000", "message": "no such object"},
        {"code": 11000, "keyValue": {"name": "x"}},
        # words of SQL
        {"query": "select shoes from spain", "statement": "sort by price"},
        {"query": "{ things { price } }"},
        {"detail": "SELECT size FROM list"},
        {"detail": "SELECT one FROM options"},
        {"detail": "Please SELECT price FROM things"},
        {"detail": "The query: SELECT a size FROM the list"},
        "<h1>404</h1><ul><li>SELECT price FROM things</li></ul>",
        # how it is to be asked
        {"error": "no query", "example": PLAIN},
        {"error": {"usage": {"query_example": PLAIN}}},
        {"error": f"the body must have a query, e.g. query: {PLAIN}"},
        # nothing that can be read
        "{",
        "[]",
    ],
)
def test_what_is_about_the_client_is_none_of_a_driver(said: object) -> None:
    assert told(said) == []


@pytest.mark.parametrize("more", [{"security": True}, {"traffic": True}])
def test_a_statement_that_the_client_sends_may_be_repeated(more: dict[str, bool]) -> None:
    ask = {"method": "POST", "path": "/ask", "body": {"query": PLAIN}}
    asked = {"responses": [*SECURITY["responses"], {"name": "ask", **ask, "status": 400}]}
    sections = {"security": SECURITY | (asked if "security" in more else {})}
    sections |= {"traffic": {"requests": [ask]}} if "traffic" in more else {}
    seen = surface(response(), missing(json.dumps({"query": PLAIN})))
    assert replace(CASE, contract=contract(**sections)).finding(seen).outcome is Outcome.PASSED


def test_so_may_one_that_stands_in_the_address() -> None:
    error = missing(json.dumps({"query": PLAIN}), path="/ask?q=SELECT+price%20FROM+things")
    assert CASE.problems(surface(response(), error)) == ()
