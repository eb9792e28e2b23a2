"""What a seed declares: a bad release as it really ships, or a good one that looks bad.

A seed module holds ``DEFECT`` or ``TWIN``, ``inject(rng)`` and, where that wraps, ``wrap(app, rng)``. Both
functions get a generator with the same seed, so that they draw the same incidentals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Place = Literal["local", "compose"]


@dataclass(frozen=True)
class Injection:
    """What of a deployment is changed, and the ``fact`` that a problem of an expected rule has to name.

    ``wraps`` serves the release through the seed's ``wrap``; ``command`` starts it instead of its own.
    ``environment`` is added to the release's. ``replicas`` counts processes of the local target, 0 leaves
    their number. On compose, ``dockerfile`` holds lines on top of the release's image and ``override`` a
    compose file over the stack's own. In ``command`` and ``override``, ``{folder}`` is the folder of
    ``files`` (name to content), which is also where ``COPY`` copies from. ``source`` holds files of the
    release (path to content) that differ from the project's: the local target reads, and runs, such a copy.
    ``advisories`` holds the records of a database (file name to content); without any there is none.
    """

    fact: str = ""
    wraps: bool = False
    command: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    replicas: int = 0
    dockerfile: tuple[str, ...] = ()
    override: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    advisories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Defect:
    """A bad release: each of the ``expected`` rules refuses it, those of ``collateral`` rightly may."""

    row: str
    expected: tuple[str, ...]
    collateral: tuple[str, ...] = ()
    target: Place = "local"
    starred: bool = False


@dataclass(frozen=True)
class Twin:
    """A good release that looks like the defect with the id ``of``; no rule refuses it."""

    row: str
    of: str
    target: Place = "local"
