"""What was found of a module's text, kept from run to run: to parse a gate takes longer than smoke may.

Kept by the text's own hash and by the code that reads it, so that nothing of it can be stale. A wheel brings
it along; in a checkout it lies beside what the set-up leaves, and who cannot write there finds it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from gonogo.home import IN_CHECKOUT, PACKAGE, ROOT

PLACE = (
    ROOT / "reports" / "out" / "setup" / "facts.json" if IN_CHECKOUT else PACKAGE / "proofs" / "facts.json"
)
_READERS = ("normal.py", "sources.py")
_new: dict[str, Any] = {}


def recall(module: str, text: bytes) -> Sequence[Any] | None:
    """Return what was kept of a module while it had this text, None where nothing was."""
    read, *facts = _new.get(module) or _kept().get(module) or ("",)
    return facts if read == _hash(text) else None


def keep(module: str, text: bytes, facts: Sequence[Any]) -> None:
    """Keep it for this process, and for later ones once it is saved."""
    _new[module] = [_hash(text), *facts]


def save(place: Path = PLACE) -> None:
    """Write what is new beside what was kept; that it cannot be written costs nothing but time."""
    if not _new or not place.parent.is_dir():
        return
    document = {"by": _by(), "facts": _kept() | _new}
    partial = place.with_suffix(".partial")
    with suppress(OSError):
        partial.write_text(json.dumps(document), encoding="utf-8")
        partial.replace(place)


@cache
def _kept() -> dict[str, Any]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        document = json.loads(PLACE.read_text(encoding="utf-8"))
        if document["by"] == _by():
            return dict(document["facts"])
    return {}


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


@cache
def _by() -> str:
    """Return the hash of the code that finds facts: other code may find others."""
    folder = Path(__file__).parent
    return _hash(b"".join((folder / name).read_bytes() for name in _READERS))
