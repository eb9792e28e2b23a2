"""`gonogo explain RULE`: its documentation, the key that promises it, what proves it."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from collections.abc import Iterator

from gonogo.cli.said import tell
from gonogo.contract.promises import words_of
from gonogo.core.discover import discover
from gonogo.core.rule import Rule
from gonogo.core.scope import HOW
from gonogo.proofs.lock import proofs

WIDTH = 79


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Print one rule."""
    parser.add_argument("rule", metavar="RULE", help="as `gonogo rules` lists it: health/liveness-answers")
    asked = parser.parse_args(arguments).rule
    known = {rule.id: rule for rule in discover()}
    if asked not in known:
        near = difflib.get_close_matches(asked, known, 3, 0.4)
        parser.error(f"{asked}: no such rule{'; did you mean ' + ' or '.join(near) + '?' if near else ''}")
    tell("\n".join(_lines(known[asked])))
    return 0


def _lines(rule: Rule) -> Iterator[str]:
    yield from textwrap.wrap(f"{rule.id}: {rule.title}", WIDTH)
    yield ""
    kind = rule.experiment.kind.value + (", part of smoke" if rule.experiment.smoke else "")
    facts = {
        "why": rule.why,
        "reference": rule.reference,
        "remedy": rule.remedy,
        "severity": rule.severity.value,
        "judged when": f"the contract has {' and '.join(map(words_of, rule.promises)) or 'anything'}",
        "experiment": f"{rule.experiment.name}: {kind}, at most {rule.experiment.deadline_seconds:g} s",
        "the target can": ", ".join(sorted(need.value for need in rule.experiment.needs)),
        "else": "; ".join(HOW[need] for need in sorted(rule.experiment.needs, key=lambda n: n.value)),
        "proven by": ", ".join(proofs(rule)) or "nothing: unproven as it is now",
    }
    for name, text in facts.items():
        indent = " " * 16
        yield from textwrap.wrap(text, WIDTH, initial_indent=f"{name:<16}", subsequent_indent=indent)
