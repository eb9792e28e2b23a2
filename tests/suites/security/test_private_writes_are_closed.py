"""It sees a path that is open to the method that it takes, however it answers; smoke never sends that."""

import pytest

from gonogo.core.discover import discover
from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.surface import visit_private_paths, visit_private_writes
from gonogo.suites.security.observations.surface import PrivateWrites
from tests.judging import Case, contract, done
from tests.suites.security.examples import response
from tests.suites.shop import ShopTarget, shop

PRIVATE = {"private_paths": ["/inside", "POST /reset"], "responses": [{"path": "/things"}]}
CONTRACT = contract(security=PRIVATE)


def private(*statuses: int | None, public: int = 200) -> PrivateWrites:
    answers = tuple(response(s, name="private", path="/reset", method="POST") for s in statuses)
    return PrivateWrites(answers, (response(public),))


CASE = Case("security/private-writes-are-closed", CONTRACT, clean=private(404), broken=private(200))


@pytest.mark.parametrize("status", [200, 204, 302, 400, 405, 500])
def test_anything_else_than_a_refusal_is_named(status: int) -> None:
    (problem,) = CASE.problems(private(404, status))
    assert (problem.where, problem.observed) == ("POST /reset at the public entry", f"status {status}")


def test_an_entry_that_serves_nobody_shows_nothing() -> None:
    assert CASE.finding(private(404, public=404)).outcome is Outcome.INCONCLUSIVE


def test_each_path_is_asked_for_by_its_own_method() -> None:
    with shop() as url:
        target = ShopTarget(url, CONTRACT)
        reads, writes = (
            done(visit_private_paths, target, CONTRACT),
            done(visit_private_writes, target, CONTRACT),
        )
    assert [(a.method, a.path) for a in reads.answers] == [("GET", "/inside")]
    assert [(a.method, a.path) for a in writes.answers] == [("POST", "/reset")]
    assert [a.status for a in (*reads.control, *writes.control)] == [200, 200]


def test_neither_rule_is_promised_by_the_other_s_paths() -> None:
    for paths, sections in ((["/a"], ["private_reads"]), (["PUT /a"], ["private_writes"])):
        promised = contract(security={"private_paths": paths})
        assert [
            s for s in ("private_reads", "private_writes") if promised.promises(f"security.{s}")
        ] == sections


def test_smoke_sends_none_of_it() -> None:
    rules = {rule.id: rule.experiment.smoke for rule in discover()}
    assert (rules["security/private-paths-are-closed"], rules[CASE.rule_id]) == (True, False)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_each_refusal_at_the_entry_passes(status: int) -> None:
    assert CASE.finding(private(status)).outcome is Outcome.PASSED
