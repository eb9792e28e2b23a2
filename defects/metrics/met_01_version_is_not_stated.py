"""The exposition's media type says no version, or one that does not exist.

Ships: a handler writes the type by hand; every Prometheus reads it, and what chooses by the version does not.
Source: VictoriaMetrics' own exposition; prometheus/docs, "Exposition formats", Content-Type requirements.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-01", expected=("metrics/readers-agree",))


def inject(rng: Random) -> Injection:
    """Serve with that type."""
    return Injection(fact=_media_type(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Put it in the place of the text format's."""
    media_type = _media_type(rng)

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or not answer.header("content-type").startswith("text/plain"):
            return answer
        return answer.with_header("content-type", media_type)

    return Rewrite(app, change)


def _media_type(rng: Random) -> str:
    return rng.choice(
        ["text/plain; charset=utf-8", "text/plain", "text/plain; version=0.0.5", "text/plain; version=2"]
    )
