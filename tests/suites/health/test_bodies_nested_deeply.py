"""A body that is nested deeper than readers follow breaks no rule: it is no JSON that says anything."""

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

DEEP = {
    "lists": "[" * 20_000 + "]" * 20_000,
    "objects": '{"a": ' * 20_000 + "1" + "}" * 20_000,
    "checks": '{"status": "pass", "checks": ' + "[" * 20_000 + "]" * 20_000 + "}",
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("rule", ["body-leaks-nothing", "readiness-answers", "status-agrees-with-body"])
def test_it_is_judged(rule: str, body: str) -> None:
    seen = reads(read("readiness", 200, body))
    finding = Case(f"health/{rule}", CONTRACT, clean=seen, broken=seen).finding(seen)
    assert finding.outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE)
    assert "Recursion" not in f"{finding.reason} {finding.problems}"
