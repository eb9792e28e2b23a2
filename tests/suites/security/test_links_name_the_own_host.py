"""It sees the foreign name in a redirect, a link of a page or of JSON, a refresh and the domain of a cookie.

Good look-alikes on which it is silent: a name that is told in a text, or behind the question mark of a link.
"""

import json
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.hosts import ask_for_links
from gonogo.suites.security.observations.hosts import Heard, LinkedPages
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.heard import OWN, heard
from tests.suites.shop import ShopTarget, shop

CONTRACT = contract(security={"hosts": [OWN], "links": {"requests": [{"path": "/things"}]}})
MAIL = "https://elsewhere.example/reset?token=abc"


def pages(*foreign: Heard, control: Heard | None = None) -> LinkedPages:
    return LinkedPages(
        (control or heard(body="<a href='/reset'>on</a>"),),
        (heard(body="https://shop.example/reset"), *foreign),
    )


CASE = Case("security/links-name-the-own-host", CONTRACT, clean=pages(), broken=pages(heard(body=MAIL)))


@pytest.mark.parametrize(
    "one",
    [
        heard(body='{"next": "https:\\/\\/elsewhere.example\\/2"}'),
        heard(body="<a href='//elsewhere.example/'>on</a>"),
        heard(body="http://shop.example@elsewhere.example/"),
        heard(302, location=MAIL),
        heard(400, refresh=f"0; url={MAIL}"),
        heard(set_cookie="a=b; Domain=.elsewhere.example; Secure"),
    ],
)
def test_the_foreign_name_in_a_link_is_a_problem(one: Heard) -> None:
    assert CASE.problems(pages(one))


@pytest.mark.parametrize(
    "one",
    [
        heard(body="you asked elsewhere.example"),
        heard(body="https://shop.example/?from=http:elsewhere.example"),
        heard(400, body=f"no such host: {MAIL}"),
        heard(None),
    ],
)
def test_a_name_that_is_only_told_is_good(one: Heard) -> None:
    assert CASE.finding(pages(one)).outcome is Outcome.PASSED


def test_a_page_that_is_not_there_shows_nothing() -> None:
    assert CASE.finding(pages(control=heard(404))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("[]", Outcome.INCONCLUSIVE),
        ('{"items": [], "total": "0/0"}', Outcome.INCONCLUSIVE),
        ('{"next": "/things?page=2"}', Outcome.PASSED),
        ('{"self": "https:\\/\\/shop.example\\/1"}', Outcome.PASSED),
        ("reset it at https://shop.example/reset", Outcome.PASSED),
    ],
)
def test_without_any_link_nothing_was_looked_at(body: str, outcome: Outcome) -> None:
    empty = heard(body=body)
    assert CASE.finding(LinkedPages((empty,), (empty,))).outcome is outcome


@pytest.mark.parametrize(("reaches", "plain"), [(True, 1), (False, 0)])
def test_a_plain_foreign_host_is_tried_where_it_reaches_the_service(reaches: bool, plain: int) -> None:
    links = {"requests": [{"path": "/things"}], "foreign_host": reaches}
    made = contract(security={"hosts": [OWN], "links": links})
    with shop() as url:
        seen = done(ask_for_links, ShopTarget(url, made), made)
    hows = [one.how for one in seen.foreign]
    assert hows.count("Host elsewhere.example") == plain
    assert "Host elsewhere.example:x@shop.example" in hows
    assert seen.control[0].status == 200


class Empty(Handler):
    """Lists what was made, each with a link."""

    made: ClassVar[list[str]]

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.command == "POST":
            self.made.append(f"/things/{len(self.made)}")
            self.answer(201, "{}", "application/json")
        else:
            self.answer(200, json.dumps({"items": self.made}), "application/json")


def test_a_list_without_entries_is_filled_first() -> None:
    write = {"method": "POST", "path": "/things", "body": {"name": "n"}, "status": 201}
    made = contract(
        security={"links": {"requests": [{"path": "/things"}]}},
        traffic={"requests": [{"path": "/things"}, write]},
    )
    with Loopback(Empty, made=[]) as server:
        seen = done(ask_for_links, ShopTarget(server.url, made), made)
    case = Case(CASE.rule_id, made, CASE.clean, CASE.broken)
    assert case.finding(seen).outcome is Outcome.PASSED
