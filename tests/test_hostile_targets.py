"""Four servers that answer everything alike, against everything that can be promised of a URL."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from gonogo.core.finding import Outcome
from tests.hostile.expected import PASSES
from tests.hostile.looking import findings, rules
from tests.hostile.servers import EMPTY, KINDS, REFUSES, servers


def test_a_rule_passes_on_a_hostile_server_only_where_the_table_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with servers() as urls:
        found = findings(urls, tmp_path, monkeypatch)
    allowed = {(rule, kind) for rule, made in PASSES.items() for kind in made.servers}
    passed = {pair for pair, finding in found.items() if finding.outcome is Outcome.PASSED}
    assert passed - allowed == set(), "passes without a reason"
    assert allowed - passed == set(), "does not pass any more: take it out of the table"


def test_no_rule_may_pass_on_a_refusal_and_on_nothing() -> None:
    assert [rule for rule, made in PASSES.items() if {REFUSES, EMPTY} <= made.servers] == []


def test_the_table_names_rules_and_servers_that_there_are_and_gives_reasons() -> None:
    assert set(PASSES) <= {rule.id for rule in rules()}
    assert all(made.servers and made.servers <= set(KINDS) and made.reason for made in PASSES.values())


def test_every_gate_with_a_rule_for_a_url_is_looked_at() -> None:
    gates = {rule.gate for rule in rules()}
    assert gates == {"config", "health", "latency", "metrics", "rollback", "security"}
    assert len(list(product(rules(), KINDS))) > 200
