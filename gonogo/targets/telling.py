"""What a failed start says: its cause first, then the containers' last words, compose's progress last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gonogo.targets.failures import Failure

_PROGRESS = re.compile(r"\s*(\[\+\]|(Container|Network|Volume|Image|Service|service:\S+)\s+\S+|#\d+\s)")
_LOG_LINES, _CHECK_LINES, _PROGRESS_LINES = 15, 3, 10
_CHARACTERS, _TEXT_CHARACTERS = 3000, 250
_WELL = ("healthy", "running", "exited 0", "created")


@dataclass(frozen=True)
class Ill:
    """A container that is not well: its state in a word, what its health check and its log said last."""

    name: str
    state: str
    check: str = ""
    log: str = ""
    killed: bool = False

    def text(self) -> str:
        """Return a block of lines; the name and the state come first."""
        said = f"{self.name}: {self.state}" + (", killed for its memory (OOMKilled)" if self.killed else "")
        check = last_lines(self.check.strip(), _CHECK_LINES)
        log = last_lines(self.log.strip(), _LOG_LINES)
        said += f"\n  its check: {check}" if check else ""
        return said + (f"\n{_indented(log)}" if log else "\n  it said nothing")


def ill(container: Any, state: str, project: str) -> Ill | None:
    """Describe a container as last inspected, None where it is well."""
    if state in _WELL:
        return None
    told = container.attrs["State"]
    checks = (told.get("Health") or {}).get("Log") or []
    return Ill(
        container.name.removeprefix(f"{project}-"),
        state,
        str(checks[-1].get("Output", "")) if checks else "",
        container.logs(tail=_LOG_LINES).decode(errors="replace"),
        bool(told.get("OOMKilled")),
    )


def divided(said: str) -> tuple[list[str], list[str]]:
    """Divide compose's words into those of a cause and those of its progress."""
    lines = [line.strip() for line in said.replace("\r", "\n").splitlines() if line.strip()]
    progress = [line for line in lines if _PROGRESS.match(line)]
    causes = [line for line in lines if not _PROGRESS.match(line)]
    return (causes or [line for line in progress if re.search(r"\berror\b", line, re.IGNORECASE)]), progress


def tell(kind: Failure | None, said: str, found: Iterable[Ill]) -> str:
    """Return the whole text: what is known to be wrong first, and no line is cut in its middle."""
    causes, progress = divided(said)
    blocks = [one.text() for one in sorted(found, key=lambda one: _order(one, causes))]
    own = "\n".join(dict.fromkeys(causes))
    whose = [own, *blocks] if kind is None or kind.ours or not blocks else [*blocks, own]
    head = [f"{kind.name}{f': {kind.advice}' if kind.advice else ''}"] if kind else []
    last = progress[-_PROGRESS_LINES:]
    tail = ["docker compose up, last lines:\n" + _indented("\n".join(last))] if last else []
    return first_lines("\n".join(part for part in [*head, *whose, *tail] if part), _CHARACTERS)


def last_lines(text: str, lines: int, characters: int = _CHARACTERS) -> str:
    """Return whole last lines: half a line could be half a secret, which nobody recognises any more."""
    kept = _within(list(reversed(text.splitlines()))[:lines], characters)
    return "\n".join(reversed(kept)) + ("\n" if kept and text.endswith("\n") else "")


def first_lines(text: str, characters: int) -> str:
    """Return whole first lines."""
    return "\n".join(_within(text.splitlines(), characters))


def _within(lines: list[str], characters: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        short = line if len(line) <= characters else _in_few_words(line, characters)
        characters -= len(short) + 1
        if characters < 0:
            break
        kept.append(short)
    return kept


def _in_few_words(line: str, characters: int) -> str:
    """Return how long a line is, and of a record the last line of each text, where an error stands."""
    head = f"(a line of {len(line)} characters)"
    texts = [text.strip().splitlines()[-1].strip() for text in _texts(line) if text.strip()]
    told = " ".join([head, *(text for text in texts if len(text) <= _TEXT_CHARACTERS)])
    return told if len(told) <= characters else head


def _texts(line: str) -> list[str]:
    """Return the texts of a record, the longest last; none of what is no record."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return []
    return sorted((v for v in said.values() if isinstance(v, str)), key=len) if isinstance(said, dict) else []


def _order(one: Ill, causes: list[str]) -> tuple[bool, bool, str]:
    """Whom compose names comes first, then who ended or is unhealthy, then who only was not ready yet."""
    named = any(one.name in line for line in causes)
    return not named, one.state == "starting", one.name


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
