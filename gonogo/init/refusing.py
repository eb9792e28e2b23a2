"""Why compose files are no use for a draft, in a sentence each: nothing is guessed where nothing can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gonogo.init.composing import Composed, other_files
from gonogo.init.roles import Roles

_NAME = re.compile(r"[\w.-]+", re.ASCII)


def unusable(composed: Composed, roles: Roles, release: str | None) -> str:
    """Return what follows the names of the files, empty where a contract can be drafted of them."""
    services, stated = roles.services, composed.document.get("services")
    if not services:
        return _nothing(composed.document, stated)
    odd = next((name for name in services if not _NAME.fullmatch(name)), None)
    if odd is not None:
        return f": a service is called {odd!r}; compose takes letters, digits, `.`, `_` and `-`"
    if release is None and roles.helpers():
        return (
            f": it starts {', '.join(services)}: what a service depends on or a developer looks at. Then "
            f"which is the release? {_elsewhere(composed)}"
        )
    if release is None:
        return ": no service of it is built here or has a port: which is the release?"
    if not services[release].get("image") and not services[release].get("build"):
        return f": {release} has neither an image nor a folder to build. {_elsewhere(composed)}"
    return ""


def _nothing(document: Mapping[str, Any], stated: Any) -> str:
    if not document:
        return " says nothing: it is empty, or no mapping; which file starts the stack?"
    if any(isinstance(made, dict) and "image" in made for made in document.values()):
        return (
            " is in compose's first format, which compose takes no more: put its services under `services:`"
        )
    if stated is not None and not isinstance(stated, dict):
        return f": `services` is a {type(stated).__name__}, and compose takes a mapping of names"
    for name, made in (stated or {}).items():
        if not isinstance(made, dict):
            kind = type(made).__name__
            return f": the service {name} is a {kind}, and compose takes a mapping, such as {{image: NAME}}"
    return " has no services: which file starts the stack?"


def _elsewhere(composed: Composed) -> str:
    """Return what to do where another file may have it."""
    others = other_files(composed.files)
    named = f" ({', '.join(others)})" if others else ""
    return (
        f"If another file{named} has it, say so in .env: COMPOSE_FILE=each of them, a colon between two; "
        "else leave the files alone: --no-compose"
    )
