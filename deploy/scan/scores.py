"""Scores by chapter of OWASP ASVS 5.0 and by section of the CIS Docker Benchmark, from what rules examined.

A rule belongs where its own Reference says; what no rule refers to has no score, and is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.standards import CHAPTERS, chapters

_REFERENCE = re.compile(r"^Reference:(?P<text>.*?)(?=^[A-Z]\w+:|\"\"\")", re.MULTILINE | re.DOTALL)
_EXAMINED = ("passed", "failed", "waived")


@dataclass(frozen=True)
class Score:
    """Of ``rules`` that refer to a chapter, how many ``examined`` something and how many of these ``passed``.

    A rule whose failure is waived has not passed.
    """

    standard: str
    chapter: int
    title: str
    rules: int
    examined: int
    passed: int


def references(root: Path) -> dict[str, str]:
    """Return each rule's Reference by the rule's id."""
    found = {}
    for path in sorted(root.glob("suites/*/rules/*.py")):
        if made := _REFERENCE.search(path.read_text(encoding="utf-8")):
            found[f"{path.parents[1].name}/{path.stem.replace('_', '-')}"] = made["text"]
    return found


def scores(referring: Mapping[str, str], outcomes: Mapping[str, str]) -> Iterator[Score]:
    """Score every chapter that a rule refers to, by the rules' outcomes in a verdict."""
    rules: dict[tuple[str, int], list[str]] = {}
    for rule, reference in referring.items():
        for chapter in chapters(reference):
            rules.setdefault(chapter, []).append(rule)
    for standard, number in sorted(rules):
        said = [outcomes.get(rule, "") for rule in rules[standard, number]]
        examined = _count(said, _EXAMINED)
        title = CHAPTERS[standard][number]
        yield Score(standard, number, title, len(said), examined, _count(said, ("passed",)))


def _count(said: Iterable[str], wanted: tuple[str, ...]) -> int:
    return sum(one in wanted for one in said)
