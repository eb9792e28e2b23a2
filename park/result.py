"""What the park found: `reports/out/park.json`, a table, and an exit status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from park.trial import Trial

GOOD, DIFFERS, HELD = 0, 1, 3
DRAFT_SECONDS = 5.0
"""Longest that a user should wait for a draft: told, and not judged, for the park is a load of its own."""


def status(trials: Sequence[Trial]) -> int:
    """1 where anything is not as committed, 3 where something could not be tried, else 0."""
    if any(trial.differs for trial in trials):
        return DIFFERS
    return HELD if not trials or any(trial.held for trial in trials) else GOOD


def write(trials: Sequence[Trial], file: Path) -> None:
    """Leave the result for programs."""
    servers = {trial.server.name: _entry(trial) for trial in trials}
    document = {
        "status": status(trials),
        "drafts_on_hold": len(drafts_on_hold(trials)),
        "slowest_draft_seconds": max(draft_seconds(trials).values(), default=None),
        "servers": servers,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _entry(trial: Trial) -> dict[str, Any]:
    server = trial.server
    return {
        "verdict": trial.own.verdict,
        "expected": server.verdict,
        "refused_by": trial.own.refused_by,
        "advised_by": trial.own.advised_by,
        "reasons": trial.own.reasons,
        "twin": asdict(trial.twin) | {"fact": server.twin.fact, "rule": server.twin.rule},
        "variants": [
            asdict(said) | {"fact": variant.fact, "rule": variant.rule}
            for variant, said in trial.refusals[1:]
        ],
        "draft": asdict(trial.draft) if trial.draft else None,
        "draft_holds": server.draft_holds,
        "differs": trial.differs,
        "held": trial.held,
        "seconds": trial.seconds,
    }


def drafts_on_hold(trials: Sequence[Trial]) -> list[Trial]:
    """Return those whose drafted contract gave neither GO nor NO-GO."""
    drafted = [trial for trial in trials if trial.draft and not trial.held]
    return [trial for trial in drafted if trial.draft and trial.draft.verdict not in ("GO", "NO-GO")]


def draft_seconds(trials: Sequence[Trial]) -> dict[str, float]:
    """Return how long each draft took that was tried."""
    return {trial.server.name: trial.draft.seconds for trial in trials if trial.draft and not trial.held}


def _slowest(trials: Sequence[Trial]) -> str:
    """Say which draft took longest, beside what is promised of each."""
    seconds = draft_seconds(trials)
    if not seconds:
        return "none was drafted"
    name = max(seconds, key=seconds.__getitem__)
    late = sum(1 for each in seconds.values() if each > DRAFT_SECONDS)
    return f"{seconds[name]:.1f} s ({name}); {late} of {len(seconds)} above {DRAFT_SECONDS:g} s"


def table(trials: Sequence[Trial]) -> str:
    """Show a line for each server, and below it whatever is not as committed."""
    lines = [f"{'server':<18} {'verdict':<8} {'twin':<8} {'draft':<8} {'s':>5}  refused by, the twin"]
    for trial in trials:
        lines += _lines(trial)
    held = [trial.server.name for trial in trials if trial.held]
    differ = [trial.server.name for trial in trials if trial.differs]
    lines.append(
        f"{len(trials)} servers; not as committed: {', '.join(differ) or 'none'}; "
        f"HOLD: {', '.join(held) or 'none'}; drafts on HOLD: {len(drafts_on_hold(trials))}; "
        f"slowest draft: {_slowest(trials)}"
    )
    return "\n".join(lines)


def _lines(trial: Trial) -> list[str]:
    name = trial.server.name
    if trial.held:
        return [f"{name:<18} HOLD     {trial.held}"]
    draft = trial.draft.verdict if trial.draft else "-"
    verdicts = f"{trial.own.verdict:<8} {trial.twin.verdict:<8} {draft:<8}"
    shown = f"{name:<18} {verdicts} {trial.seconds:>5.1f}  {', '.join(trial.twin.refused_by)}"
    drafted = trial.draft.reasons[:1] if trial.draft and trial in drafts_on_hold([trial]) else ()
    told = [
        f"  {each.fact}: {said.verdict} {', '.join(said.refused_by)}" for each, said in trial.refusals[1:]
    ]
    told += [f"  differs: {what}" for what in trial.differs]
    told += [f"    {reason}" for reason in trial.own.reasons if trial.differs]
    return [shown, *told, *(f"  draft: {reason}" for reason in drafted)]
