"""What compose says of files that it cannot use, and what it says where itself or the engine is missing."""

from __future__ import annotations

import re

from gonogo.targets.failures import classify

_OF_THE_MACHINE = re.compile(
    r"unknown shorthand flag|is not a docker command|unknown docker command|/\.docker/config\.json",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"docker compose config\b[^:]*failed: ")
_LOGGED = re.compile(r"time=\S+ level=(?!error|fatal)\w+ ")


def refusal_of(said: str) -> list[str]:
    """Return compose's own words on the files; none where it was not compose that refused them."""
    begins = _BEGINS.match(said)
    if begins is None or _OF_THE_MACHINE.search(said):
        return []
    kind = classify(said)
    if kind is not None and kind.ours:
        return []
    lines = [line.strip() for line in said[begins.end() :].splitlines() if line.strip()]
    words = [line for line in lines if not _LOGGED.match(line)] or lines
    return [f"deployment.compose.files: compose refuses them: {'; '.join(words)}"] if words else []
