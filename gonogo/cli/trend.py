"""`gonogo trend [FILE…]`: what changed and what drifts over the last ninety nights, as text and as a page."""

from __future__ import annotations

import argparse
from pathlib import Path

from gonogo.cli.main import USAGE
from gonogo.cli.said import say, tell
from gonogo.options import file
from gonogo.place import reports_of
from gonogo.reports.begin import replace
from gonogo.reports.entry import Entry
from gonogo.reports.history import NAME, read
from gonogo.reports.text import counted, visible
from gonogo.reports.trend.page import Shown, render, shown

PAGE = "trend.html"


class UnreadableError(Exception):
    """A history that cannot be read; one sentence."""


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Write the page; 0 whatever it shows, 4 where no history can be read, or the page not be written."""
    parser.add_argument("files", nargs="*", type=file, metavar="FILE", help=f"{NAME} of a folder of reports")
    parser.add_argument(
        "--out", type=file, help=f"the page; {PAGE} beside the first file where none is named"
    )
    asked = parser.parse_args(arguments)
    files = asked.files or [reports_of(Path.cwd()) / NAME]
    page = asked.out or files[0].parent / PAGE
    try:
        entries, notes = _entries(files)
        found = shown(entries)
        replace(page, render(found, notes))
    except UnreadableError as unreadable:
        say(f"{parser.prog}: {unreadable}")
        return USAGE
    except OSError as unwritten:
        say(f"{parser.prog}: {page}: {unwritten.strerror or unwritten}")
        return USAGE
    for note in notes:
        say(f"{parser.prog}: {note}")
    tell("\n".join([*(visible(said) for one in found for said in _lines(one)), f"page: {page}"]))
    return 0


def _entries(files: list[Path]) -> tuple[list[Entry], list[str]]:
    """Return the runs of all files, and a note for each line that cannot be read; UnreadableError."""
    entries: list[Entry] = []
    notes: list[str] = []
    for path in files:
        try:
            found = read(path)
        except OSError as cause:
            raise UnreadableError(f"{path}: {cause.strerror or cause}") from None
        if not found.entries and not found.unreadable:
            raise UnreadableError(f"{path}: no run is kept there; `gonogo verify` keeps each in its --out")
        if not found.entries:
            lines = counted(len(found.unreadable), "line")
            raise UnreadableError(f"{path}: nothing of its {lines} can be read: it is no {NAME} of ours")
        entries += found.entries
        notes += [f"{path}:{number}: this line cannot be read" for number, _ in found.unreadable]
    return entries, notes


def _lines(one: Shown) -> list[str]:
    nights = counted(len(one.place.nights), "night")
    counts = "".join(f", {verdict} {times}" for verdict, times in one.counts)
    head = f"{one.place.service} on {one.place.target}: {nights}{counts}; {one.looked_at}"
    return [head, *(f"  {sentence}" for sentence in one.told)]
