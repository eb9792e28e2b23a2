"""It sees a long answer that tells what the short one does not, and is silent where nobody is told more.

Seen: a bare word; a word with a value; an address, a version, an exception; a header of the long answer; one
probe of several. Good look-alikes: numbers and states alone; a query that is refused, or not known.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.experiments.verbose import ask_for_more
from gonogo.suites.health.observations.verbose import AskedForMore
from tests.judging import Case, done
from tests.suites.health.examples import CONTRACT, PASS, PROBES, read
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

LONG = json.dumps({"status": "pass", "database": "postgresql://shop@db-7.internal:5432/shop"})
PLAIN = tuple(read(probe) for probe in PROBES)


def asked(*changed: Any) -> AskedForMore:
    more = tuple(replace(one, path=f"{one.path}?verbose") for one in PLAIN)
    return AskedForMore(PLAIN, (*more, *changed))


def longer(status: int | None = 200, body: str = LONG, **other: Any) -> Any:
    return read("overall", status, body, path=f"{PROBES['overall']['path']}?verbose", **other)


CASE = Case("health/verbose-answers-leak-nothing", CONTRACT, clean=asked(), broken=asked(longer()))


def test_the_query_and_the_words_are_named() -> None:
    problem = CASE.problems(CASE.broken)[0]
    assert problem.where == f"overall {PROBES['overall']['path']}?verbose at entry"
    assert "postgresql://shop@db-7.internal:5432/shop" in [p.observed for p in CASE.problems(CASE.broken)]


def test_a_header_of_the_long_answer_counts_as_well() -> None:
    assert CASE.problems(
        asked(longer(body=PASS, headers=(("x-checked", "postgresql://shop@db-7.internal:5432/shop"),)))
    )


@pytest.mark.parametrize(
    "answer",
    [
        longer(body=json.dumps({"status": "pass", "uptime_seconds": 12, "checks": {"database": "pass"}})),
        longer(400, json.dumps({"detail": "unknown query"})),
        longer(None, "", error="timeout"),
    ],
)
def test_numbers_and_refusals_tell_nothing(answer: Any) -> None:
    assert CASE.finding(asked(answer)).outcome is Outcome.PASSED


def test_what_the_short_answer_tells_is_for_another_rule() -> None:
    plain = (*PLAIN, read("overall", body=LONG))
    assert CASE.problems(AskedForMore(plain, (longer(),))) == ()


def test_where_no_probe_is_well_nothing_is_shown() -> None:
    ill = tuple(replace(one, status=503) for one in PLAIN)
    finding = CASE.finding(replace(CASE.broken, plain=ill))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "no probe answered 2xx")


PAGE = """<!doctype html><html><head><script src="https://cdn.example.com/ui@5.9.0/ui.js"></script>
<meta name="generator" content="Hugo 0.120.4"></head><body><h1>Well</h1><footer>shop 2.3.0</footer></body>"""


class Probes(Handler):
    """Tells the inside to whoever adds a word, or to a browser; or shows it a page."""

    how = "verbose"

    def respond(self) -> None:
        browser = "text/html" in self.headers.get("Accept", "")
        if self.how == "verbose" or not browser:
            told = self.how == "verbose" and self.path.endswith("?verbose")
            self.answer(200, LONG if told else PASS, "application/json")
        else:
            page = "<h1>node-237.lan, Python 3.11.7</h1>" if self.how == "page" else PAGE
            self.answer(406 if self.how == "refused" else 200, page, "text/html")


def test_each_probe_is_asked_plainly_by_each_query_and_as_each_reader() -> None:
    with Loopback(Probes, how="verbose") as server:
        seen = done(ask_for_more, ShopTarget(server.url, CONTRACT), CONTRACT)
    assert [one.probe for one in seen.plain] == list(PROBES)
    assert len(seen.more) == 6 * len(PROBES)
    assert CASE.finding(seen).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("how", "outcome"), [("page", Outcome.FAILED), ("shown", Outcome.PASSED), ("refused", Outcome.PASSED)]
)
def test_what_a_browser_is_shown_tells_no_more(how: str, outcome: Outcome) -> None:
    with Loopback(Probes, how=how) as server:
        seen = done(ask_for_more, ShopTarget(server.url, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is outcome
    assert all(" as text/html" in problem.where for problem in CASE.problems(seen))
