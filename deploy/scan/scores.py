"""Scores by chapter of OWASP ASVS 5.0 and by section of the CIS Docker Benchmark, from what rules examined.

A rule belongs where its own Reference says; what no rule refers to has no score, and is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CHAPTERS = {
    "OWASP ASVS 5.0": {
        1: "Encoding and Sanitization", 2: "Validation and Business Logic", 3: "Web Frontend Security",
        4: "API and Web Service", 5: "File Handling", 6: "Authentication", 7: "Session Management",
        8: "Authorization", 9: "Self-contained Tokens", 10: "OAuth and OIDC", 11: "Cryptography",
        12: "Secure Communication", 13: "Configuration", 14: "Data Protection",
        15: "Secure Coding and Architecture", 16: "Security Logging and Error Handling", 17: "WebRTC",
    },
    "CIS Docker Benchmark": {
        1: "Host Configuration", 2: "Docker daemon configuration", 3: "Docker daemon configuration files",
        4: "Container Images and Build File", 5: "Container Runtime", 6: "Docker Security Operations",
        7: "Docker Swarm Configuration",
    },
}  # fmt: skip
"""The standards' own chapters, by number."""

_REFERENCE = re.compile(r"^Reference:(?P<text>.*?)(?=^[A-Z]\w+:|\"\"\")", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"\b(\d+)\.\d+(?:\.\d+)?\b")
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


def chapters(reference: str) -> set[tuple[str, int]]:
    """Return the chapters that a Reference names: a standard, and the numbers after it up to a semicolon."""
    return {
        (standard, int(number))
        for standard in CHAPTERS
        for _, named, after in [reference.partition(standard)]
        if named
        for number in _NUMBER.findall(re.sub(r"\([^)]*\)", "", after.partition(";")[0]))
        if int(number) in CHAPTERS[standard]
    }


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
