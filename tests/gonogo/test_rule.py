from __future__ import annotations

from types import ModuleType

import pytest

from gonogo.contract.model import Contract
from gonogo.core.rule import BrokenRuleError, Judgement, from_module, rule
from tests.gonogo.rules import Seen

DOCUMENTATION = """Title line.

Why: because
it matters.
Reference: RFC 9110.
Remedy: mend it.
"""


@rule("health")
def judge(seen: Seen, contract: Contract) -> Judgement:
    """Examine all."""
    return Judgement(len(seen.values))


def module(text: str | None = DOCUMENTATION, **members: object) -> ModuleType:
    made = ModuleType("made", text)
    made.__dict__.update(members)
    return made


def test_documentation_and_types_make_the_rule() -> None:
    made = from_module("health/made-up", module(judge=judge))
    assert (made.title, made.why, made.gate, made.name) == (
        "Title line.",
        "because it matters.",
        "health",
        "made-up",
    )
    assert (made.promises, made.observation) == (("health",), Seen)


@pytest.mark.parametrize(
    "lost", ["Why: because\nit matters.\n", "Reference: RFC 9110.\n", "Remedy: mend it.\n"]
)
def test_a_lost_section_is_named(lost: str) -> None:
    with pytest.raises(BrokenRuleError, match=f"its docstring lacks {lost.split(':', maxsplit=1)[0]}"):
        from_module("health/x", module(DOCUMENTATION.replace(lost, ""), judge=judge))


def test_two_judges_in_a_file_are_refused() -> None:
    with pytest.raises(BrokenRuleError, match="exactly one function marked @rule, found 2"):
        from_module(
            "health/x", module(judge=judge, other=rule("health")(lambda seen, contract: Judgement(0)))
        )
