"""Which seeds a run of the prover takes on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from gonogo.core.discover import discover
from gonogo.proofs.lock import TWINS, Entries, rule_hash
from gonogo.proofs.seeds import seed_hash
from proving.catalogue import Seed, expected_rules
from proving.seed import Twin


class _HasId(Protocol):
    """A seed, or a pair of releases."""

    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


def named(seeds: Iterable[Seed], words: Iterable[str]) -> list[Seed]:
    """Return the seeds whose id is, or begins with, one of the words; ValueError for one that fits none."""
    seeds, words = list(seeds), list(words)
    for word in words:
        if not any(_fits(seed, word) for seed in seeds):
            raise ValueError(f"--only {word}: no such seed; there are {', '.join(s.id for s in seeds)}")
    return [seed for seed in seeds if any(_fits(seed, word) for word in words)]


def _fits(seed: Seed, word: str) -> bool:
    return seed.id.casefold() == word.casefold() or seed.id.casefold().startswith(f"{word.casefold()}-")


def current_proof(seed: Seed) -> dict[str, dict[str, str]]:
    """Return what the lock says of a seed that is proven as everything is now, by the key it stands under."""
    hashes = {rule.id: rule_hash(rule) for rule in discover()}
    rules = {rule_id: hashes.get(rule_id, "") for rule_id in expected_rules(seed)}
    if isinstance(seed.declared, Twin):
        together = hashlib.sha256("".join(sorted(rules.values())).encode()).hexdigest()[:16]
        rules = {TWINS: together}
    own = {"seed": seed_hash(seed.path), "source": seed.source}
    return {key: {"rule": rule, **own} for key, rule in rules.items()}


def is_proven(seed: Seed, entries: Mapping[str, Mapping[str, dict[str, str]]]) -> bool:
    """Whether the lock holds the seed's proof with the hashes of today; there is none without a rule."""
    return bool(expected_rules(seed)) and all(
        entries.get(key, {}).get(seed.id) == proof for key, proof in current_proof(seed).items()
    )


def changed(seeds: Iterable[Seed], entries: Entries) -> list[Seed]:
    """Return the seeds whose rule, experiment or seed differs from the lock, or that it does not hold."""
    return [seed for seed in seeds if not is_proven(seed, entries)]


def hundredth(seeds: Iterable[Seed], day: dt.date) -> list[Seed]:
    """Return a hundredth of the seeds; a hundred days in a row return each of them once."""
    return of_the_day(seeds, day, 100)


def of_the_day(all_: Iterable[_T], day: dt.date, parts: int) -> list[_T]:
    """Return one of so many parts; as many days in a row return each once."""
    ordered = sorted(all_, key=lambda one: one.id)
    return ordered[day.toordinal() % parts :: parts]


def judged_anew(seeds: Iterable[Seed], entries: Entries) -> list[Seed]:
    """Return the seeds whose numbers agreed as they are now, and that only are judged otherwise."""
    return [seed for seed in seeds if _is_held(seed, entries)]


def _is_held(seed: Seed, entries: Entries) -> bool:
    own = {"seed": seed_hash(seed.path), "source": seed.source}
    held = [entries.get(key, {}).get(seed.id, {}) for key in current_proof(seed)]
    return bool(held) and all(own.items() <= proof.items() for proof in held)
