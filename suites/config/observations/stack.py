"""What compose makes of the release's files, before anything is started from them."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class RenderedService:
    """One service: ``built`` is whether its image is built here, ``profiles`` those that it asks for.

    ``check`` holds the words of its health check, of the compose file, its Dockerfile or its image; none
    where there is none or it is switched off. ``unseen`` says which image was not here to be asked for one.
    ``grace_seconds`` is None where nobody sets it. ``drain`` holds the variables of the contract's drain that
    it has, from the compose file or its Dockerfile, with their values; ``signal`` is what stops it, empty
    where nobody says. ``bases`` are the images that the Dockerfile of one that is built here takes something
    from, and ``scripts`` the texts of the release's own files that the check names, by their names in it.
    """

    name: str
    profiles: tuple[str, ...]
    image: str
    built: bool
    restart: str
    check: tuple[str, ...]
    grace_seconds: float | None
    drain: tuple[tuple[str, str], ...]
    unseen: str = ""
    signal: str = ""
    bases: tuple[str, ...] = ()
    scripts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RenderedProfile:
    """One rendering with one profile, or with none where ``name`` is empty; ``error`` are compose's words."""

    name: str
    status: int
    error: str
    services: tuple[RenderedService, ...]


@observed_by(
    "gonogo.suites.config.experiments.stack:render_each_profile",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
)
@dataclass(frozen=True)
class RenderedStack:
    """The rendering without a profile, then one for each profile of the contract."""

    profiles: tuple[RenderedProfile, ...]


@dataclass(frozen=True)
class WithoutSecret:
    """One rendering of everything with one secret missing or blank."""

    variable: str
    change: str
    status: int
    error: str


@observed_by(
    "gonogo.suites.config.experiments.stack:render_without_each_secret",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
)
@dataclass(frozen=True)
class WithoutSecrets:
    """Renderings without one secret each. ``control_status`` is that of one with nothing missing."""

    control_status: int
    control_error: str
    renderings: tuple[WithoutSecret, ...]
