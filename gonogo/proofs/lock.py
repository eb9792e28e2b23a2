"""The lock of proofs: which defects each rule refused, and whether that still holds."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from gonogo.core.rule import Rule
from gonogo.home import IN_CHECKOUT, PACKAGE, ROOT
from gonogo.proofs.seeds import seed_now
from gonogo.proofs.sources import hash_of

LOCK = ROOT / "defects" / "proof.lock.json" if IN_CHECKOUT else PACKAGE / "proofs" / "proof.lock.json"
TWINS = "twins"
"""The key under which twins stand; a rule's id holds a slash, so that none is called so."""

Entries = dict[str, dict[str, dict[str, str]]]
"""Rule id, or TWINS, to seed id to hash of the rule, hash of the seed and the seed's file."""


def rule_hash(rule: Rule) -> str:
    """Hash what a rule's proof rests on: the rule, its observation types, its experiment, their helpers."""
    experiment, _ = rule.experiment.path.split(":")
    modules = (rule.function.__module__, rule.observation.__module__, experiment)
    return hash_of(modules, within="gonogo.suites")


def proofs(rule: Rule) -> tuple[str, ...]:
    """Return the defects that the rule, as it is now, refused as they are now; empty is *unproven*."""
    return tuple(
        defect
        for defect, proof in sorted(_kept().get(rule.id, {}).items())
        if proof["rule"] == rule_hash(rule) and proof["seed"] == seed_now(proof["source"])
    )


def read(path: Path = LOCK) -> Entries:
    """Return the lock, empty where there is none."""
    if not path.exists():
        return {}
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def write(entries: Entries, path: Path = LOCK) -> None:
    """Replace the lock at once; the same proofs give the same bytes."""
    partial = path.with_suffix(".partial")
    kept = {key: proved for key, proved in entries.items() if proved}
    partial.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    partial.replace(path)


def forget() -> None:
    """Read lock and seeds anew when next asked: a run of the prover changes them."""
    _kept.cache_clear()
    seed_now.cache_clear()


_kept = lru_cache(maxsize=1)(read)
