from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, SHOP, inspected

CASE = Case("security/containers-do-not-run-as-root", CONTRACT, clean=inspected(), broken=inspected(uid=0))


def test_a_service_may_be_allowed_to_be_root() -> None:
    assert CASE.problems(inspected(uid=0, service="scratch")) == ()


def test_a_process_that_cannot_be_read_is_no_pass() -> None:
    assert CASE.finding(inspected(uid=None)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("service", ["shop", "edge", "db", "mailer", "collector"])
def test_one_container_of_any_service_is_enough(service: str) -> None:
    seen = inspected(SHOP, replace(SHOP, name=f"{service}-2", service=service, uid=0))
    assert [p.where.split()[-1] for p in CASE.problems(seen)] == [f"{service}-2"]


@pytest.mark.parametrize("changes", [{"uid": 1}, {"uid": 65534}, {"uid": 910, "effective": 1 << 21}])
def test_any_other_user_passes(changes: dict[str, int]) -> None:
    """One too who may do what root may, of which another rule tells."""
    assert CASE.finding(inspected(**changes)).outcome is Outcome.PASSED
