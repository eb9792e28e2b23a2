"""It sees an origin that is reflected, `null`, or only looks like a trusted one, in each preflight too.

Good look-alikes on which it is silent: `*`, a reflected origin without credentials, a trusted origin.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.surface import Response
from tests.judging import Case, contract
from tests.suites.security.examples import CONTRACT, FOREIGN, SECURITY, foreign, missing, response, surface

CASE = Case(
    "security/foreign-origin-is-not-trusted",
    CONTRACT,
    clean=surface(),
    broken=surface(foreign=(foreign(allowed=FOREIGN, credentials="true"),)),
)


def test_the_origin_is_named() -> None:
    assert [p.where for p in CASE.problems(CASE.broken)] == [f"GET / with Origin {FOREIGN}"]


def test_null_is_an_origin_that_anybody_can_have() -> None:
    assert len(CASE.problems(surface(foreign=(foreign("null", "null", "true"),)))) == 1


def _twice(answer: Response) -> Response:
    return replace(answer, headers=(*answer.headers, ("access-control-allow-origin", "https://own.example")))


@pytest.mark.parametrize("origin", ["http://own.example", "https://own.example:1234"])
def test_another_scheme_or_port_is_another_origin(origin: str) -> None:
    (problem,) = CASE.problems(surface(foreign=(foreign(origin, origin, "true"),)))
    assert problem.where == f"GET / with Origin {origin}"


@pytest.mark.parametrize(
    "answer",
    [
        foreign(allowed="*"),
        foreign(allowed=FOREIGN),
        foreign(allowed="https://own.example", credentials="true"),
        foreign(allowed="*", credentials="true"),
        # compared by case, and as a whole
        foreign(allowed=FOREIGN, credentials="TRUE"),
        foreign(allowed=FOREIGN, credentials="True"),
        foreign(allowed=FOREIGN, credentials="true, true"),
        foreign(allowed=f"https://own.example, {FOREIGN}", credentials="true"),
        foreign(allowed=FOREIGN.upper(), credentials="true"),
        _twice(foreign(allowed=FOREIGN, credentials="true")),
    ],
)
def test_what_a_browser_does_not_hand_out_passes(answer: object) -> None:
    assert CASE.problems(surface(foreign=(answer,))) == ()


@pytest.mark.parametrize(
    ("control", "why"),
    [
        ((), "answered was nothing"),
        ((response(403),), "GET / with 403, not 200"),
        ((response(), missing(status=403)), "GET /gone with 403, not 404"),
        ((missing(),), "no request was taken as promised"),
    ],
)
def test_a_service_that_answers_nobody_shows_nothing(control: tuple[Response, ...], why: str) -> None:
    finding = CASE.finding(surface(control=control))
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True), finding.reason


def test_a_trusted_origin_has_to_be_allowed() -> None:
    own = "https://own.example"
    for allowed in (own, "*"):
        assert CASE.finding(surface(trusted=(foreign(own, allowed, "true"),))).outcome is Outcome.PASSED
    assert own in CASE.finding(surface(trusted=(foreign(own),))).reason


def test_without_an_answer_nothing_is_established() -> None:
    silent = surface(foreign=(response(None, origin=FOREIGN),))
    assert CASE.finding(silent).outcome is Outcome.INCONCLUSIVE


def _open(origin: str) -> Response:
    seen = foreign(origin, "*")
    return replace(
        seen, method="OPTIONS", headers=(*seen.headers, ("access-control-allow-private-network", "true"))
    )


@pytest.mark.parametrize("where", ["foreign", "trusted_preflights"])
def test_a_way_into_a_private_network_is_promised_or_refused(where: str) -> None:
    seen = surface(**{where: (_open("https://own.example"),)})
    assert [p.expected for p in CASE.problems(seen)] == ["no way into a private network"]
    promised = contract(security=SECURITY | {"private_network": True})
    assert replace(CASE, contract=promised).problems(seen) == ()
