"""Read the pairs of the time machine: `defects/upstream/<id>/pair.yaml` and what lies beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from gonogo.proofs.sources import ROOT

FOLDER = ROOT / "defects" / "upstream"
ENTRY = "pair.yaml"
CONTRACT = "gonogo.yaml"
LABELS = ("bad", "mended", "today")
Registry = Literal["PyPI", "npm"]
_REQUIREMENT = {
    "PyPI": re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[^\s=]+)"),
    "npm": re.compile(r"(?P<name>@?[a-z0-9./-]+)@(?P<version>\d[^\s@]*)"),
}
_KEYS = {"product", "registry", "source", "fault", "expected", "collateral", "releases"}


class BrokenPairError(Exception):
    """An entry that cannot be used; the text says which file, what is wrong and what to do."""


@dataclass(frozen=True)
class Release:
    """One release of a product: what is installed is in its lock, each package by its hash."""

    label: str
    version: str
    requirements: tuple[str, ...]
    lock: Path


@dataclass(frozen=True)
class Pair:
    """A release with a fault, and two without: the first mended one and that of today."""

    id: str
    product: str
    registry: Registry
    source: tuple[str, ...]
    fault: str
    expected: tuple[str, ...]
    collateral: tuple[str, ...]
    releases: tuple[Release, ...]

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return FOLDER / self.id

    @property
    def contract(self) -> Path:
        """Its contract."""
        return self.folder / CONTRACT


def read_all(folder: Path = FOLDER) -> tuple[Pair, ...]:
    """Read every pair; BrokenPairError names the first that cannot be used."""
    return tuple(read(path) for path in sorted(folder.glob(f"*/{ENTRY}")))


def read(path: Path) -> Pair:
    """Read one pair."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _pair(path, told)
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as wrong:
        raise BrokenPairError(f"{path}: {type(wrong).__name__}: {wrong}") from None


def _pair(path: Path, told: Mapping[str, Any]) -> Pair:
    if odd := set(told) - _KEYS:
        raise ValueError(f"unknown: {', '.join(sorted(odd))}; there are {', '.join(sorted(_KEYS))}")
    if told["registry"] not in _REQUIREMENT:
        raise ValueError(f"registry: {told['registry']}; there are {', '.join(_REQUIREMENT)}")
    if tuple(told["releases"]) != LABELS:
        raise ValueError(f"releases: {', '.join(told['releases'])}; expected {', '.join(LABELS)}")
    return Pair(
        path.parent.name, told["product"], told["registry"], tuple(told["source"]), told["fault"],
        tuple(told["expected"]), tuple(told.get("collateral", ())),
        tuple(_release(path.parent, told, label) for label in LABELS),
    )  # fmt: skip


def _release(folder: Path, told: Mapping[str, Any], label: str) -> Release:
    requirements = tuple(told["releases"][label])
    asked = _REQUIREMENT[told["registry"]].fullmatch(requirements[0])
    if not asked or asked["name"] != told["product"]:
        raise ValueError(
            f"{label}: expected one exact version of {told['product']} first, got {requirements}"
        )
    name = f"{label}.lock.json" if told["registry"] == "npm" else f"{label}.lock"
    return Release(label, asked["version"], requirements, folder / name)


def npm_package(requirements: Iterable[str]) -> dict[str, str]:
    """Return npm's words as the dependencies of a package: `@a/b@1.2.3` is `{"@a/b": "1.2.3"}`."""
    return {name: version for name, _, version in (word.rpartition("@") for word in requirements)}


def named(pairs: Iterable[Pair], words: Iterable[str]) -> list[Pair]:
    """Return the pairs that are named, all where none is; ValueError for a name that none has."""
    pairs, words = list(pairs), list(words)
    if unknown := sorted(set(words) - {pair.id for pair in pairs}):
        there = ", ".join(pair.id for pair in pairs)
        raise ValueError(f"no such pair: {', '.join(unknown)}; there are {there}")
    return [pair for pair in pairs if not words or pair.id in words]


def pair_hash(pair: Pair) -> str:
    """Hash everything that a pair is made of: sixteen hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(p for p in pair.folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(pair.folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
