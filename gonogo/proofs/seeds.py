"""What a seed is: its file, and the seeds and helpers that it imports. The standard library alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from gonogo.home import IN_CHECKOUT, PACKAGE, ROOT
from gonogo.proofs.sources import hash_of

_BUILT = PACKAGE / "proofs" / "seeds.json"


def seed_hash(path: Path) -> str:
    """Hash a seed of this checkout."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return hash_of((name,), within="defects")


@cache
def seed_now(source: str) -> str:
    """Return a seed's hash: here as it is, installed as it was when the wheel was built; empty for none."""
    if not IN_CHECKOUT:
        return _built().get(source, "")
    path = ROOT / source
    return seed_hash(path) if path.exists() else ""


@cache
def _built() -> dict[str, str]:
    found: dict[str, str] = json.loads(_BUILT.read_text(encoding="utf-8"))
    return found
