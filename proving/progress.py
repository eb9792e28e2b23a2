"""What a whole run has proven until it was stopped, so that the next one goes on from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from gonogo.core.discover import discover
from gonogo.proofs.lock import rule_hash
from gonogo.proofs.sources import ROOT
from proving.gate import OUT

PROGRESS = OUT / "progress.jsonl"
_GATE = ("fixtures", "gonogo", "loadtests", "suites")
_RELEASE = ("release.yaml", "docker-compose.yml", "app", "deploy/proxy", "deploy/images", "requirements")


@dataclass
class Progress:
    """Entries by key, kept line by line; those of other rules, or of another release, are not read."""

    state: str
    path: Path = PROGRESS
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: float = 0.0

    def open(self, *, afresh: bool) -> None:
        """Read what an interrupted run of the same state left, or begin anew."""
        lines = [] if afresh or not self.path.exists() else _lines(self.path)
        kept = lines[1:] if lines and lines[0].get("state") == self.state else []
        self.entries = {line["key"]: line for line in kept}
        self.seconds = max((line["at"] for line in kept), default=0.0)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        whole = [json.dumps(line) + "\n" for line in ({"state": self.state}, *kept)]
        self.path.write_text("".join(whole), encoding="utf-8")  # without a line that was cut

    def keep(self, key: str, at: float, **told: object) -> None:
        """Write one entry down at once."""
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"key": key, "at": round(at, 1), **told}) + "\n")

    def close(self) -> None:
        """Forget it: the run came to its end, and the next is a new one."""
        self.path.unlink(missing_ok=True)


def state_of(*chosen: object) -> str:
    """Hash what proofs rest on beyond their own seeds: the gate, its rules, and the release itself."""
    rules = [f"{rule.id} {rule_hash(rule)}" for rule in discover()]
    return hashlib.sha256("\n".join([*rules, _ground(), *map(repr, chosen)]).encode()).hexdigest()[:16]


@cache
def _ground() -> str:
    digest = hashlib.sha256()
    gate = [path for name in _GATE for path in (ROOT / name).rglob("*.py")]
    for path in sorted([*gate, *_files(ROOT / name for name in _RELEASE)]):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> Iterable[Path]:
    for place in places:
        found = [place] if place.is_file() else place.rglob("*")
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _lines(path: Path) -> list[dict[str, Any]]:
    """Return every whole line: the last one may have been cut by whatever ended the run."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found
