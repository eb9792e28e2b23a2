"""What there is to act on: one entry a cause, however many rules it keeps from an answer; else one a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.core.finding import Problem
from gonogo.core.verdict import NO_FINDING, kept_from_an_answer
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.summary import ADVISED, Standing, reasons, standings, state, troubled
from gonogo.reports.text import counted

PLACES_NAMED = 8


@dataclass(frozen=True)
class Trouble:
    """One rule's finding, or a cause with the several rules that it kept from an answer."""

    rules: tuple[RuleReport, ...]
    cause: str = ""

    @property
    def first(self) -> RuleReport:
        """The rule that names it, the worst one."""
        return self.rules[0]

    @property
    def state(self) -> str:
        """How it counts: the worst of its rules."""
        return state(self.first)

    @property
    def advises(self) -> bool:
        """Whether nothing of it can stop a release."""
        return self.state == ADVISED

    @property
    def kept(self) -> str:
        """The line that names the rules; empty for a rule's own finding."""
        return kept_from_an_answer([rule.id for rule in self.rules]) if self.cause else ""


def cause_of(rule: RuleReport) -> str:
    """Return what kept a rule from looking at all; empty for what it found itself."""
    return rule.finding.cause if rule.finding else NO_FINDING


def troubles(report: Report) -> list[Trouble]:
    """Return every trouble, worst first, advice last."""
    shared: dict[str, list[RuleReport]] = {}
    for rule in troubled(report):
        shared.setdefault(cause_of(rule) or f"\0{rule.id}", []).append(rule)
    return [Trouble(tuple(rules), key if len(rules) > 1 else "") for key, rules in shared.items()]


def beside(report: Report) -> list[Standing]:
    """Return what stands beside the verdict without what has a cause: that is told with its cause."""
    shared = {rule.id for trouble in troubles(report) if trouble.cause for rule in trouble.rules}
    return [
        Standing(each.title, tuple(entry for entry in each.entries if entry[0] not in shared))
        for each in standings(report)
    ]


def by_reason(report: Report) -> dict[str, Trouble]:
    """Return each trouble under the verdict's reason that is made of its cause.

    The reason names what blocks; the trouble has the advice too that the cause keeps from an answer.
    """
    shared = [trouble for trouble in troubles(report) if trouble.cause]
    return {said: trouble for said in reasons(report) for trouble in shared if _is_of(said, trouble)}


def _is_of(said: str, trouble: Trouble) -> bool:
    alone = said.startswith(f"{trouble.first.id} ") and said.endswith(trouble.cause)
    return alone or said.startswith(f"{trouble.cause}\n")


def merged(problems: Iterable[Problem]) -> list[Problem]:
    """Return equal problems once, with every place where each was seen."""
    places: dict[tuple[str, str], Counter[str]] = {}
    for problem in problems:
        places.setdefault((problem.expected, problem.observed), Counter())[problem.where] += 1
    return [Problem(_places(found), *said) for said, found in places.items()]


def _places(found: Counter[str]) -> str:
    named = [f"{where} ({number} times)" if number > 1 else where for where, number in found.items()]
    more = len(named) - PLACES_NAMED
    return "; ".join(named[:PLACES_NAMED]) + (f"; and {counted(more, 'more place')}" if more > 0 else "")
