"""What stands in the source and should stand in the environment."""

from __future__ import annotations

from pydantic import Field

from gonogo.contract.base import Name, Section


class Literals(Section):
    """Addresses and credentials as literals of the release's Python source."""

    paths: tuple[Name, ...] = Field(min_length=1)
    """Folders of the source, relative to `deployment.source`."""
    settings: tuple[Name, ...] = ()
    """Folders and files among them that hold the settings, where such a literal is a default."""
    allowed: tuple[Name, ...] = ()
    """Literals that no environment changes: the name of a vocabulary, an address that a standard fixes."""
