"""It sees a private path that is served, redirected, known (405) or broken, where the public is served.

Good look-alikes on which it is silent: 401, 403 and 404, whichever part of the way answers so.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.surface import Response
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, private, response

CASE = Case("security/private-paths-are-closed", CONTRACT, clean=private(404), broken=private(404, 200))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_each_way_of_closing_passes(status: int) -> None:
    assert CASE.problems(private(status)) == ()


@pytest.mark.parametrize("status", [200, 204, 302, 405, 500])
def test_anything_else_is_refused(status: int) -> None:
    (problem,) = CASE.problems(private(status))
    assert (problem.where, problem.observed) == ("/inside at the public entry", f"status {status}")


@pytest.mark.parametrize("control", [(), (response(404),), (response(503),), (response(None),)])
def test_an_entry_that_serves_nobody_shows_nothing(control: tuple[Response, ...]) -> None:
    assert CASE.finding(replace(private(404), control=control)).outcome is Outcome.INCONCLUSIVE


def test_an_entry_that_is_down_has_neither_closed_nor_served_a_path() -> None:
    down = replace(private(503), control=(response(503),))
    assert CASE.finding(down).outcome is Outcome.INCONCLUSIVE
    assert CASE.problems(replace(private(200), control=(response(503),)))


def test_no_answer_leaves_it_open_and_hides_no_problem() -> None:
    assert CASE.finding(private(404, None)).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(private(200, None)).outcome is Outcome.FAILED
