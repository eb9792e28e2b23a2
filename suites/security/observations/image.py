"""What the security gate sees of the release's image."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Unshipped:
    """A file or a folder that does not belong there: ``kept`` is whether a container of the image has it."""

    path: str
    what: str
    layer: int
    kept: bool


@observed_by(
    "gonogo.suites.security.experiments.image:read_image",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_IMAGE}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class ImageRead:
    """The release's image: how many files each layer has, and what of them, and of its history, is odd.

    ``told`` are names of secrets that have a value in its variables or in its history, with where.
    """

    name: str
    files: tuple[int, ...]
    unshipped: tuple[Unshipped, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
