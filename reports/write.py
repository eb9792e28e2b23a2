"""All reports of a run, each replaced at once and none at another's cost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gonogo.reports import ctrf, html, junit, markdown, sarif, verdict_json
from gonogo.reports.begin import EVIDENCE, VERDICT, begin, replace
from gonogo.reports.model import Report

__all__ = ["EVIDENCE", "FORMATS", "VERDICT", "ReportsNotWrittenError", "begin", "write"]

# The verdict comes last: whoever waits for it finds the others beside it.
FORMATS: dict[str, Callable[[Report], str]] = {
    "report.html": html.render,
    "junit.xml": junit.render,
    "summary.md": markdown.render,
    "results.sarif": sarif.render,
    "ctrf.json": ctrf.render,
    VERDICT: verdict_json.render,
}


class ReportsNotWrittenError(Exception):
    """Some reports could not be written; the text names each with its cause, the others are there."""


def write(report: Report, directory: Path) -> list[Path]:
    """Write every format; ReportsNotWrittenError after the last one where any could not be written."""
    written, broken = [], []
    for name, render in FORMATS.items():
        path = directory / name
        try:
            directory.mkdir(parents=True, exist_ok=True)
            replace(path, render(report))
            written.append(path)
        except Exception as error:  # noqa: BLE001 - one report's bug must not cost the others; raised below
            broken.append(f"{path}: {type(error).__name__}: {error}{_withdrawn(path, report.run)}")
    if broken:
        listed = "\n  ".join(broken)
        raise ReportsNotWrittenError(f"{len(broken)} of {len(FORMATS)} reports were not written:\n  {listed}")
    return written


def _withdrawn(path: Path, run: str) -> str:
    """Remove what an older run left there, since it would be taken for this run's. This run's HOLD stays."""
    try:
        if not path.exists() or (path.name == VERDICT and run in path.read_text(encoding="utf-8")):
            return ""
        path.unlink()
    except (OSError, UnicodeDecodeError) as error:
        return f"; an older run's report is still there: {error}"
    return "; an older run's report was removed"
