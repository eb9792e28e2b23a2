"""What a seed declares: a bad release as it really ships, or a good one that looks bad.

A seed module holds ``DEFECT`` or ``TWIN``, ``inject(rng)`` and, where that wraps, ``wrap(app, rng)``. Both
functions get a generator with the same seed, so that they draw the same incidentals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

Place = Literal["local", "compose"]


class Tag(Enum):
    """What a compose file can say of a key besides its value (Compose Specification, *Merge*)."""

    RESET = "!reset"


RESET = Tag.RESET
"""The value of a key of ``override`` that is taken away."""


@dataclass(frozen=True)
class Replaced:
    """The value of a key of ``override`` that is not merged with what was there."""

    value: Any


@dataclass(frozen=True)
class Injection:
    """What of a deployment is changed, and the ``fact`` that a problem of an expected rule has to name.

    ``wraps`` serves the release through the seed's ``wrap``; ``command`` starts it instead of its own.
    ``environment`` is added to the release's. ``replicas`` counts processes of the local target, 0 leaves
    their number. On compose, ``dockerfile`` holds lines on top of the release's image and ``override`` a
    compose file over the stack's own, in which RESET takes away and Replaced puts something in the place of
    what would be merged. In ``command`` and ``override``, ``{folder}`` is the folder of ``files`` (name to
    content), which is also where ``COPY`` copies from. ``source`` holds files of the release that differ from
    the project's (path to content, None for one that is gone): such a copy is read, and is what runs.
    ``tls`` is where its deployment says that it speaks TLS; a file of ``files`` is named as it is there.
    ``advisories`` holds the records of a database (file name to content); without any there is none.
    ``waived`` are rules that its contract waives.
    """

    fact: str = ""
    wraps: bool = False
    command: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    replicas: int = 0
    dockerfile: tuple[str, ...] = ()
    override: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    source: Mapping[str, str | None] = field(default_factory=dict)
    tls: Mapping[str, Any] = field(default_factory=dict)
    advisories: Mapping[str, str] = field(default_factory=dict)
    waived: tuple[str, ...] = ()


@dataclass(frozen=True)
class Defect:
    """A bad release: each of the ``expected`` rules refuses it, those of ``collateral`` rightly may.

    It may expect none, or one that nobody has written: then it is *missed*, and it is told what refuses it.
    """

    row: str
    expected: tuple[str, ...] = ()
    collateral: tuple[str, ...] = ()
    target: Place = "local"
    starred: bool = False


@dataclass(frozen=True)
class Twin:
    """A good release that looks like the defect with the id ``of``; no rule refuses it."""

    row: str
    of: str
    target: Place = "local"
