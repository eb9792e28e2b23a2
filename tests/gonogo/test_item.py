from __future__ import annotations

import pytest

from gonogo.core.discover import discover
from gonogo.core.item import item_of, rule_id_of


def test_every_rule_is_found_again_by_its_pytest_id() -> None:
    ids = [rule.id for rule in discover()]
    assert [rule_id_of(item_of(rule)) for rule in ids] == ids
    assert [rule_id_of(f"/a folder/site-packages/gonogo/{item_of(rule)}") for rule in ids] == ids
    # installed, workers of pytest-xdist name them from the suites' own folder
    assert [rule_id_of(item_of(rule).removeprefix("suites/")) for rule in ids] == ids


@pytest.mark.parametrize(
    "other",
    [
        "",
        "suites",
        "suites/health/test_gate.py",
        "suites/health/test_gate.py::test_rule",
        "tests/test_a.py::test_rule[x]",
    ],
)
def test_what_is_no_rule_has_no_id(other: str) -> None:
    assert rule_id_of(other) == ""
