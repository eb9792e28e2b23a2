"""A family's TYPE comes after its first sample.

Ships: a hand-written exporter writes a value as soon as it has it, and the metadata with the rest.
Source: prometheus/docs, "Exposition formats", grouping and sorting; prometheus/OpenMetrics test data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-05", expected=("metrics/text-format-is-valid",))


def inject(rng: Random) -> Injection:
    """Serve with the hand-written exporter."""
    return Injection(fact=family_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Move a TYPE behind the sample that follows it."""
    family = family_of(rng)

    def change(lines: list[str]) -> list[str]:
        at = next(n for n, line in enumerate(lines) if line.startswith(f"# TYPE {family} "))
        return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]

    return rewriting_text(app, change)


def family_of(rng: Random) -> str:
    """Draw the family."""
    return rng.choice(["ukp_http_requests_in_flight", "ukp_database_up", "ukp_cache_up", "process_open_fds"])


def rewriting_text(app: ASGIApp, change: Callable[[list[str]], list[str]]) -> ASGIApp:
    """Change the lines of the exposition in the text format."""

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or not answer.header("content-type").startswith("text/plain"):
            return answer
        lines = answer.body.decode().splitlines()
        return replace(answer, body=("\n".join(change(lines)) + "\n").encode())

    return Rewrite(app, rewrite)
