"""The last lines of a terminal: verdict, reasons, release, scope and the path of the page, at most 22."""

from __future__ import annotations

from gonogo.reports.model import Report
from gonogo.reports.paper import Paper
from gonogo.reports.summary import reasons
from gonogo.reports.text import counted
from gonogo.reports.troubles import Trouble, by_reason

REASON_LINES = 11
NOTE_LINES = 3
KEPT_LINES = 5
_STYLES = {"GO": "green", "HOLD": "yellow", "NO-GO": "red"}


def close(paper: Paper, report: Report) -> None:
    """Add the block that has to be seen without scrolling."""
    paper.short(report.headline, most=2, style=f"bold {_STYLES[report.verdict.decision.value]}")
    _reasons(paper, report)
    _notes(paper, report)
    paper.blank()
    _facts(paper, report)


def _notes(paper: Paper, report: Report) -> None:
    """Name each note that fits, and how many do not."""
    notes, hidden = report.notes[:NOTE_LINES], len(report.notes) - NOTE_LINES
    for note in notes:
        paper.short(f"note: {note}", most=max(1, NOTE_LINES // len(notes)), style="yellow")
    if hidden > 0:
        paper.line(f"and {counted(hidden, 'more note')} in the page", style="yellow")


def told_whole(paper: Paper, trouble: Trouble, report: Report) -> bool:
    """Whether the closing lines hold all of a cause, so that it needs no place of its own."""
    kept, said = by_reason(report), reasons(report)
    alone = not trouble.cause and any(each.startswith(f"{trouble.first.id} ") for each in said)
    if not alone and trouble not in kept.values():
        return False
    return sum(_height(paper, each, kept.get(each)) for each in reasons(report)) <= _room(report)


def _height(paper: Paper, text: str, kept: Trouble | None) -> int:
    """Return how many lines a reason wants; the page names what does not fit of the rules that are kept."""
    return paper.height(text) if kept is None else paper.height(kept.cause) + _names(paper, kept)


def _names(paper: Paper, kept: Trouble) -> int:
    return min(KEPT_LINES, paper.height("  " + kept.kept))


def _reasons(paper: Paper, report: Report) -> None:
    """Share the lines out: what one reason does not need is there for the next."""
    said, left, kept = list(reasons(report)), _room(report), by_reason(report)
    wanted = [_height(paper, each, kept.get(each)) for each in said]
    for number, each in enumerate(said):
        remaining = len(said) - number
        if left < 2 and remaining > 1:
            paper.line(f"and {remaining} more in verdict.json")
            return
        fits = sum(wanted[number:]) <= left
        left -= _reason(paper, each, kept.get(each), wanted[number] if fits else _share(left, remaining))


def _share(left: int, remaining: int) -> int:
    return max(2, left if remaining == 1 else left // min(remaining, 4))


def _reason(paper: Paper, text: str, kept: Trouble | None, most: int) -> int:
    if kept is None:
        return paper.text_block(text, most=most)
    names = min(_names(paper, kept), max(1, most - paper.height(kept.cause)))
    used = paper.text_block(kept.cause, most=max(1, most - names))
    return used + paper.short(kept.kept, indent=2, most=names)


def _room(report: Report) -> int:
    return REASON_LINES - (1 if report.notes else 0)


def _facts(paper: Paper, report: Report) -> None:
    said, subject, scope = "not said", report.subject, report.scope
    lists = (
        ("not promised", scope.not_promised),
        ("not possible here", scope.not_possible),
        ("deselected", scope.deselected),
    )
    left_out = ", ".join(f"{len(ids)} {name}" for name, ids in lists if ids)
    release = f"version {subject.version or said}, revision {subject.revision or said}"
    paper.short_field("release", release, most=2)
    paper.short_field("run", f"{report.run}, {report.seconds:.1f} s", most=1)
    if left_out:
        paper.short_field("scope", f"{left_out}: see the page", most=1)
    paper.command("page", report.page)
