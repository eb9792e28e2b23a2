"""Judge a scan: which tools are to be believed, which findings stand in the way, and what that makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from deploy.scan.baseline import Baseline
from deploy.scan.model import Broken, Finding, Looked, NotPossible, Outcome, State
from deploy.scan.waivers import Waiver

_NAMED = 3


class Decision(StrEnum):
    """The gate's words, for the whole scan."""

    GO = "GO"
    NO_GO = "NO-GO"
    HOLD = "HOLD"

    @property
    def exit_code(self) -> int:
        """The exit status, the same as the gate's."""
        return {Decision.GO: 0, Decision.NO_GO: 1, Decision.HOLD: 3}[self]


@dataclass(frozen=True)
class Judged:
    """A finding with its state, and the waiver that covers it; ``refused`` says why it stands in the way."""

    finding: Finding
    state: State
    waiver: Waiver | None
    refused: str


@dataclass(frozen=True)
class Verdict:
    """The decision, its reasons, each finding as it was judged, and the doubts by tool."""

    decision: Decision
    reasons: tuple[str, ...]
    findings: tuple[Judged, ...]
    doubts: dict[str, tuple[str, ...]]
    idle: tuple[Waiver, ...]


def doubts(looked: Looked, now: dt.datetime) -> tuple[str, ...]:
    """Say in sentences why a tool's silence is no answer; none where it is one."""
    said = [f"it did not report its canary: {one.planted}" for one in looked.canaries if not one.reported]
    if not looked.canaries:
        said.append("nothing that is known to be bad was scanned along")
    return (*said, *_coverage(looked), *_age(looked, now), *looked.doubts)


def _coverage(looked: Looked) -> list[str]:
    covered = looked.coverage
    if not covered.exist:
        return [f"there are no {covered.unit} to look at"]
    if covered.scanned >= covered.exist and not covered.missed:
        return []
    named = ", ".join(covered.missed[:_NAMED]) + (" …" if len(covered.missed) > _NAMED else "")
    return [
        f"it read {covered.scanned} of {covered.exist} {covered.unit}" + (f", not {named}" if named else "")
    ]


def _age(looked: Looked, now: dt.datetime) -> list[str]:
    age = looked.data.age_days(now)
    if age is None:
        return [f"nobody knows how old its data are ({looked.data.what})"]
    if age <= looked.data.good_days:
        return []
    return [
        f"its data are {age:.0f} days old, at most {looked.data.good_days:.0f} are good ({looked.data.what})"
    ]


def judged(finding: Finding, baseline: Baseline | None, waivers: Sequence[Waiver], today: dt.date) -> Judged:
    """Judge one finding. What is new is covered by no waiver; what only advises stands in nobody's way."""
    state = baseline.state(finding) if baseline else State.UNMATCHED
    matching = [one for one in waivers if one.covers(finding)]
    valid = next((one for one in matching if one.expires >= today), None)
    if not finding.level.blocks:
        return Judged(finding, state, None, "")
    if state is State.NEW:
        return Judged(finding, state, None, "it is new against the deployed release")
    if valid:
        return Judged(finding, state, valid, "")
    if matching:
        return Judged(finding, state, None, f"its waiver expired on {max(one.expires for one in matching)}")
    return Judged(finding, state, None, "no waiver covers it")


def verdict(
    outcomes: Sequence[Outcome],
    baseline: Baseline | None,
    waivers: Sequence[Waiver],
    required: Collection[str],
    now: dt.datetime,
) -> Verdict:
    """Fold everything: a finding in the way is NO-GO, a doubt alone is HOLD."""
    looked = [one for one in outcomes if isinstance(one, Looked)]
    found = [judged(f, baseline, waivers, now.date()) for one in looked for f in one.findings]
    refused = [_refusal(one) for one in found if one.refused]
    doubted = {one.tool: doubts(one, now) for one in looked}
    held = [f"{tool}: {said}" for tool, all_said in doubted.items() for said in all_said]
    held += [f"{one.tool}: it did not look: {one.why}" for one in outcomes if isinstance(one, Broken)]
    held += [
        f"{one.tool}: required, and not possible here: {one.why}"
        for one in outcomes
        if isinstance(one, NotPossible) and one.tool in required
    ]
    if not looked:
        held.append("no tool looked")
    decision = Decision.NO_GO if refused else Decision.HOLD if held else Decision.GO
    used = {one.waiver for one in found if one.waiver}
    # Only a tool that looked can show that a waiver has nothing to cover any more.
    idle = tuple(w for w in waivers if w not in used and w.tool in {one.tool for one in looked})
    return Verdict(decision, (*refused, *held), tuple(found), doubted, idle)


def _refusal(one: Judged) -> str:
    found = one.finding
    where = f"{found.place}:{found.line}" if found.line else found.place
    return f"{found.tool} {found.rule} at {where}: {one.refused}"
