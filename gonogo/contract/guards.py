"""Configurations that a release refuses as a whole, though each variable is legal by itself."""

from __future__ import annotations

from gonogo.contract.base import Name, Section


class Guard(Section):
    """A combination that must not start: production with an embedded database, with a default password."""

    name: Name
    """How reports call it."""
    environment: dict[str, str | None]
    """Variables that differ from the deployment's; null removes one."""
