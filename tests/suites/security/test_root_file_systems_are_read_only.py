from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, SHOP, inspected

CASE = Case(
    "security/root-file-systems-are-read-only",
    CONTRACT,
    clean=inspected(),
    broken=inspected(read_only_root=False),
)


def test_a_service_may_be_allowed_to_write() -> None:
    assert CASE.problems(inspected(read_only_root=False, service="scratch")) == ()


@pytest.mark.parametrize("service", ["shop", "edge", "db", "mailer", "migrate"])
def test_one_container_of_any_service_is_enough(service: str) -> None:
    seen = inspected(SHOP, replace(SHOP, name=f"{service}-2", service=service, read_only_root=False))
    assert [p.observed for p in CASE.problems(seen)] == ["writable"]


@pytest.mark.parametrize("mounts", [(), ("/var/lib/shop",), ("/tmp", "/usr/bin")])
def test_what_is_mounted_is_another_rules(mounts: tuple[str, ...]) -> None:
    assert CASE.finding(inspected(mounts=mounts)).outcome is Outcome.PASSED
