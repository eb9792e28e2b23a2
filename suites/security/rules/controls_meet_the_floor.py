"""The controls that OWASP ASVS and the CIS Docker Benchmark ask for do not sink below the promised floor.

Why: one waiver is a decision and ten are a habit. Each was right by itself, no report is red, and nobody ever
decided that a third of what was to be kept is not; the same goes for what only advises, and what nobody
could establish.
Reference: OWASP ASVS 5.0, "Assessment and Certification" (a report states its scope, what passed, and what
failed).
Remedy: mend what the waivers of the evidence stand for, or lower `security.floor` in a change that somebody
reviews.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.contract.security import Floor
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.controls import Control, Controls

_EXAMINED = ("passed", "failed", "waived")
_UNPROMISED = "not promised"


@rule("security.floor")
def judge(seen: Controls, floor: Floor) -> Judgement:
    """Refuse a score that is below the floor whatever came of what nobody could tell, of all or of a chapter.

    What is waived has not passed; what is demoted counts by what it found. A score that is below only without
    what nobody could tell is no answer, and neither is too little that was examined.
    """
    examined = [one for one in seen.controls if one.outcome in _EXAMINED]
    if not examined:
        return Judgement.cannot_tell(f"none of {len(seen.controls)} controls was examined")
    evidence = _evidence(seen, examined)
    problems = tuple(_below(seen.controls, floor, at_best=True))
    if not problems and (why := _unsettled(seen, examined, floor)):
        return Judgement.cannot_tell(why, **evidence)
    return Judgement(len(examined), problems, "", evidence)


def _unsettled(seen: Controls, examined: Sequence[Control], floor: Floor) -> str:
    """Say why a floor that is not refused is not met either; empty where it is."""
    left = ", ".join(_named([one for one in seen.controls if one not in examined]))
    coverage = len(examined) / len(seen.controls)
    if coverage < floor.coverage:
        lacking = f"{len(examined)} of {len(seen.controls)} controls were examined, {coverage:.3f}"
        return f"{lacking}, and at least {floor.coverage:g} have to be: {left}"
    for below in _below(seen.controls, floor, at_best=False):
        return f"{below.where}: {below.observed}, and nobody could tell of {left}"
    return ""


def _below(controls: Sequence[Control], floor: Floor, *, at_best: bool) -> Iterator[Problem]:
    """Give what is below the floor: all, and each chapter of which something was examined."""
    chapters = sorted({chapter for one in controls for chapter in one.chapters})
    parts = [(chapter, _of(controls, chapter), floor.chapter_score) for chapter in chapters]
    for where, those, least in [("all controls", list(controls), floor.score), *parts]:
        examined = [one for one in those if one.outcome in _EXAMINED]
        if examined and _score(those if at_best else examined) < least:
            short = [one for one in examined if one.outcome != "passed"]
            said = f"{_score(examined):.3f}, {len(examined) - len(short)} of {len(examined)}"
            yield Problem(where, f"a score of {least:g}", f"{said}: {', '.join(_named(short))}")


def _score(controls: Sequence[Control]) -> float:
    """Return the share that passed, of what is promised; what nobody could tell is taken to have passed."""
    counted = [one for one in controls if one.outcome != _UNPROMISED]
    return sum(one.outcome not in ("failed", "waived") for one in counted) / len(counted)


def _evidence(seen: Controls, examined: Sequence[Control]) -> dict[str, object]:
    named = sorted({chapter for one in examined for chapter in one.chapters})
    told = {
        "score": round(_score(examined), 3),
        "coverage": round(len(examined) / len(seen.controls), 3),
        "scores by chapter": {chapter: round(_score(_of(examined, chapter)), 3) for chapter in named},
        "not examined": _named([one for one in seen.controls if one not in examined]),
        "not asked for": list(seen.deselected),
        "not possible here": list(seen.not_possible),
    }
    return {key: value for key, value in told.items() if value or isinstance(value, float)}


def _of(controls: Sequence[Control], chapter: str) -> list[Control]:
    return [one for one in controls if chapter in one.chapters]


def _named(controls: Sequence[Control]) -> list[str]:
    return [f"{one.rule} ({one.outcome or 'no finding'})" for one in controls]
