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

from collections.abc import Sequence

from gonogo.contract.security import Floor
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.controls import Control, Controls

_EXAMINED = ("passed", "failed", "waived")


@rule("security.floor")
def judge(seen: Controls, floor: Floor) -> Judgement:
    """Refuse a score below the floor, of all or of a chapter. Too little that was examined is no answer.

    What is waived has not passed; what is demoted counts by what it found.
    """
    examined = [one for one in seen.controls if one.outcome in _EXAMINED]
    open_ones = [one for one in seen.controls if one not in examined]
    if not examined:
        return Judgement.cannot_tell(f"none of {len(seen.controls)} controls was examined")
    problems = tuple(_below(examined, floor))
    coverage = len(examined) / len(seen.controls)
    if not problems and coverage < floor.coverage:
        lacking = f"{len(examined)} of {len(seen.controls)} controls were examined, {coverage:.2f}"
        return Judgement.cannot_tell(
            f"{lacking}, and at least {floor.coverage:g} have to be: {_named(open_ones)}"
        )
    return Judgement(len(examined), problems, "", _evidence(seen, examined, open_ones))


def _below(examined: Sequence[Control], floor: Floor) -> list[Problem]:
    chapters = {chapter: _of(examined, chapter) for one in examined for chapter in one.chapters}
    said = [_problem("all controls", examined, floor.score)]
    said += [_problem(chapter, chapters[chapter], floor.chapter_score) for chapter in sorted(chapters)]
    return [problem for problem in said if problem]


def _problem(where: str, examined: Sequence[Control], least: float) -> Problem | None:
    if (score := _score(examined)) >= least:
        return None
    short = [one for one in examined if one.outcome != "passed"]
    passed = len(examined) - len(short)
    return Problem(
        where, f"a score of {least:g}", f"{score:.2f}, {passed} of {len(examined)}: {_named(short)}"
    )


def _evidence(seen: Controls, examined: Sequence[Control], open_ones: Sequence[Control]) -> dict[str, object]:
    named = sorted({chapter for one in examined for chapter in one.chapters})
    scores = {chapter: round(_score(_of(examined, chapter)), 3) for chapter in named}
    told = {
        "score": round(_score(examined), 3),
        "coverage": round(len(examined) / len(seen.controls), 3),
        "scores by chapter": scores,
        "not examined": [f"{one.rule}: {one.outcome or 'no finding'}" for one in open_ones],
        "not asked for": list(seen.deselected),
        "not possible here": list(seen.not_possible),
    }
    return {key: value for key, value in told.items() if value or isinstance(value, float)}


def _of(examined: Sequence[Control], chapter: str) -> list[Control]:
    return [one for one in examined if chapter in one.chapters]


def _score(examined: Sequence[Control]) -> float:
    return sum(one.outcome == "passed" for one in examined) / len(examined)


def _named(controls: Sequence[Control]) -> str:
    return ", ".join(f"{one.rule} ({one.outcome or 'no finding'})" for one in controls)
