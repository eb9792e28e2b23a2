"""Find every seed by its file: ``defects/<gate>/<row>_<name>.py``, twins in ``defects/twins/``."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from types import ModuleType

from gonogo.core.discover import discover
from gonogo.proofs.sources import ROOT
from proving.seed import Defect, Injection, Place, Twin

FOLDER = ROOT / "defects"
_SEED_FILE = re.compile(r"[a-z]{2,3}_\d{2}_\w+")


class BrokenSeedError(Exception):
    """A seed file that cannot be used; the text says which file, what is wrong and what to do."""


@dataclass(frozen=True)
class Seed:
    """A discovered seed. ``id`` comes from its file's name: ``HLT-06-catch-all-answers-everything``."""

    id: str
    path: Path
    declared: Defect | Twin
    inject: Callable[[Random], Injection]
    documentation: str

    def __hash__(self) -> int:
        """Hash the id, which no two share: what is known of a seed is asked for a million times."""
        return hash(self.id)

    @property
    def source(self) -> str:
        """Its file, relative to the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """Its module below ``defects``."""
        return ".".join(self.path.relative_to(FOLDER).with_suffix("").parts)

    @property
    def target(self) -> Place:
        """Where it runs."""
        return self.declared.target

    @property
    def title(self) -> str:
        """The first line of its documentation."""
        return self.documentation.split("\n", 1)[0]

    def number(self, ordinal: int) -> int:
        """Return the ``ordinal``-th seed number: the same on every machine, different for each defect."""
        digest = hashlib.sha256(f"{self.id} {ordinal}".encode()).hexdigest()
        return int(digest[:8], 16) % 1_000_000

    def injection(self, number: int) -> Injection:
        """Draw the injection of a seed number."""
        return self.inject(Random(number))


@lru_cache(maxsize=1)
def seeds() -> tuple[Seed, ...]:
    """Import and return all seeds, defects before twins; BrokenSeedError names the first unusable file."""
    found = tuple(_load(path) for path in seed_files())
    known = {seed.id for seed in found}
    if len(known) < len(found):
        raise BrokenSeedError(f"two seeds share an id: {sorted(seed.id for seed in found)}")
    for seed in found:
        if isinstance(seed.declared, Twin) and seed.declared.of not in known:
            raise BrokenSeedError(f"{seed.source}: there is no defect {seed.declared.of!r} to be the twin of")
    return found


def seed_files() -> list[Path]:
    """Every seed file: the defects sorted by name, then the twins."""
    found = [path for path in FOLDER.glob("*/*.py") if _SEED_FILE.fullmatch(path.stem)]
    return sorted(found, key=lambda path: (path.parent == FOLDER / "twins", path.name))


def expected_rules(seed: Seed) -> tuple[str, ...]:
    """Return the rules that have to refuse a defect; for a twin, those of its defect."""
    if isinstance(seed.declared, Defect):
        return seed.declared.expected
    return expected_rules(_by_id()[seed.declared.of])


@cache
def _by_id() -> dict[str, Seed]:
    return {seed.id: seed for seed in seeds()}


def unknown_rules(seed: Seed) -> frozenset[str]:
    """Return the rules that it expects and nobody has written."""
    return frozenset(expected_rules(seed)) - {rule.id for rule in discover()}


def seed_id(path: Path) -> str:
    """Turn a seed file's name into its id: ``hlt_06_a_name`` into ``HLT-06-a-name``."""
    letters, digits, *words = path.stem.split("_")
    return "-".join([letters.upper(), digits, *words])


def _load(path: Path) -> Seed:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    try:
        module = importlib.import_module(name)
    except Exception as broken:
        raise BrokenSeedError(f"{name} does not load: {type(broken).__name__}: {broken}") from broken
    declared, inject = _declared(path, module), getattr(module, "inject", None)
    if not callable(inject):
        raise BrokenSeedError(f"{name}: it has no inject(rng) -> Injection")
    return Seed(seed_id(path), path, declared, inject, (module.__doc__ or "").strip())


def _declared(path: Path, module: ModuleType) -> Defect | Twin:
    wanted = "TWIN" if path.parent.name == "twins" else "DEFECT"
    declared = getattr(module, wanted, None)
    if not isinstance(declared, Twin if wanted == "TWIN" else Defect):
        kind = wanted.title()
        raise BrokenSeedError(f"{module.__name__}: expected {wanted} = {kind}(...), got {declared!r}")
    if not seed_id(path).startswith(f"{declared.row}-"):
        raise BrokenSeedError(f"{module.__name__}: its name says another row than {declared.row!r}")
    return declared
