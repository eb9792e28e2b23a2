"""What the rules on the compose files share."""

from __future__ import annotations

from gonogo.suites.config.observations.stack import RenderedService, RenderedStack


def services(seen: RenderedStack) -> list[RenderedService]:
    """Return each service once: those without a profile are in every rendering."""
    return list({service.name: service for one in seen.profiles for service in one.services}.values())


def why_none(seen: RenderedStack) -> str:
    """Say why there is nothing to examine."""
    refused = [one for one in seen.profiles if one.status]
    return f"compose renders nothing: {refused[0].error[-300:]}" if refused else "no profile was rendered"
