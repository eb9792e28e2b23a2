"""What each tool is given to work with."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.scan import place
from deploy.scan.model import Data
from deploy.scan.sources import changed
from deploy.setup.commands import ROOT

PINNED_GOOD_DAYS = 180.0
"""For how long rules that come with a tool are good: after that, newer ones know more."""


@dataclass(frozen=True)
class Work:
    """The tree, a folder to write in, one for the tools' own reports, and what else this machine has.

    ``programs`` and ``actionlint`` are where the tools lie; ``image`` names the production image, empty where
    there is none; ``advisories`` is a database in the OSV format; ``verdict`` that of the last verification.
    """

    root: Path
    scratch: Path
    out: Path
    programs: Path
    actionlint: Path
    image: str
    advisories: Path | None
    verdict: Path
    now: dt.datetime

    def program(self, name: str) -> Path:
        """Return the path of a tool's program."""
        return self.programs / name

    def folder(self, name: str) -> Path:
        """Return a new folder to write in."""
        made = self.scratch / name
        made.mkdir(parents=True)
        return made

    def keep(self, name: str, native: Any) -> str:
        """Keep a tool's own report; return its path below the reports."""
        kept = self.out / place.NATIVE / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(native, indent=1) + "\n", encoding="utf-8")
        return f"{place.NATIVE}/{name}"

    def pinned(self, lock: Path = place.LOCK) -> Data:
        """Return how fresh rules are that come with a tool: when its pin was last renewed."""
        name = str(lock.relative_to(ROOT))
        return Data(f"its own rules, pinned in {name}", changed(ROOT, lock), PINNED_GOOD_DAYS)
