"""It sees any foreign Host that is served: a look-alike, a redirect, one that a header hides, on any page.

Good look-alikes on which it is silent: a redirect to the own host, a connection that ends, a name that a
wildcard takes in, a probe that answers whoever asks.
"""

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.hosts import _foreign_to, _lookalikes, ask_by_foreign_hosts
from gonogo.suites.security.observations.hosts import ForeignHosts, Heard
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.heard import OWN, heard
from tests.suites.shop import ShopTarget, shop

CONTRACT = contract(security={"hosts": [OWN, "*.shop.example"], "responses": [{"path": "/things"}]})


def asked(*foreign: Heard, control: Heard | None = None) -> ForeignHosts:
    return ForeignHosts((control or heard(how=f"Host {OWN}"),), (heard(400), *foreign))


CASE = Case(
    "security/foreign-hosts-are-refused",
    CONTRACT,
    clean=asked(),
    broken=asked(heard(how="Host shopxexample")),
)


@pytest.mark.parametrize(
    "one", [heard(200), heard(204), heard(302, location="//elsewhere.example/"), heard(302, location="/home")]
)
def test_one_that_is_served_is_a_problem(one: Heard) -> None:
    (problem,) = CASE.problems(asked(one))
    assert problem.where == "/ by Host elsewhere.example"


@pytest.mark.parametrize(
    "one", [heard(421), heard(404), heard(None), heard(301, location="https://www.shop.example/")]
)
def test_one_that_is_refused_or_sent_home_is_good(one: Heard) -> None:
    assert CASE.finding(asked(one)).outcome is Outcome.PASSED


def test_who_refuses_its_own_hosts_shows_nothing() -> None:
    assert CASE.finding(asked(control=heard(400))).outcome is Outcome.INCONCLUSIVE


def test_each_dot_is_taken_for_a_letter_and_the_port_is_kept() -> None:
    assert {"shopxexample:8443", "shop.example.elsewhere.example:8443"} <= set(
        _lookalikes("shop.example:8443")
    )


def test_each_host_is_asked_by() -> None:
    with shop() as url:
        seen = done(ask_by_foreign_hosts, ShopTarget(url, CONTRACT), CONTRACT)
    assert [(one.how, one.status) for one in seen.control] == [
        ("Host shop.example", 200),
        ("Host any.shop.example", 200),
    ]
    *plain, whole, second = seen.foreign
    assert {one.status for one in plain} == {200}
    assert (whole.path, whole.status) == ("http://elsewhere.example/things", 404)
    assert (second.status, second.error) == (None, "the connection ended with the answer before")
    assert CASE.finding(seen).outcome is Outcome.FAILED


def test_a_name_that_a_wildcard_takes_in_is_not_foreign() -> None:
    hosts = set(_foreign_to(("*.shop.example",), ["any.shop.example"]))
    assert {"anyxshop.example", "any.shop.example.elsewhere.example"} <= hosts
    assert "elsewhereany.shop.example" not in hosts


def test_other_pages_are_asked_by_one_foreign_host_and_probes_by_none() -> None:
    pages = [{"path": path} for path in ("/things", "/things/alive", "/things/else")]
    probed = contract(
        security={"hosts": [OWN], "responses": pages},
        health={"liveness": {"path": "/things/alive", "within_seconds": 1}},
    )
    with shop() as url:
        seen = done(ask_by_foreign_hosts, ShopTarget(url, probed), probed)
    assert [(one.path, one.how) for one in seen.control] == [
        (path, "Host shop.example") for path in ("/things", "/things/else")
    ]
    assert [one.how for one in seen.foreign if one.path == "/things/else"] == ["Host elsewhere.example"]
    assert [one for one in seen.foreign if "alive" in one.path] == []


class _Trusting(Handler):
    """Looks at the host of the first request on each connection."""

    protocol_version = "HTTP/1.1"
    trusts: bool

    def setup(self) -> None:
        super().setup()
        self.known = False

    def respond(self) -> None:
        own = self.headers["Host"] in (OWN, "any.shop.example")
        good = own or (self.trusts and self.known)
        self.known = self.known or own
        self.answer(200 if good else 421, "page", "text/plain")


@pytest.mark.parametrize("trusts", [True, False])
def test_a_host_is_looked_at_with_each_request_of_a_connection(trusts: bool) -> None:
    with Loopback(_Trusting, trusts=trusts) as server:
        seen = done(ask_by_foreign_hosts, ShopTarget(server.url, CONTRACT), CONTRACT)
    problems = CASE.problems(seen)
    assert [problem.where.count("on a connection whose first request had") for problem in problems] == (
        [1] if trusts else []
    )
