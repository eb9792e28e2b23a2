"""The exposition declares a media type that Prometheus does not read.

Ships: the handler returns the text under the framework's own type; Prometheus 2 guessed, 3 refuses.
Source: prometheus/docs, "Exposition formats", Content-Type requirements.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-01", expected=("metrics/content-type-is-listed",))


def inject(rng: Random) -> Injection:
    """Serve with the wrong type."""
    return Injection(fact=_media_type(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Put the wrong type in the place of the text format's."""
    media_type = _media_type(rng)

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or not answer.header("content-type").startswith("text/plain"):
            return answer
        return answer.with_header("content-type", media_type)

    return Rewrite(app, change)


def _media_type(rng: Random) -> str:
    return rng.choice(["application/octet-stream", "text/html; charset=utf-8", "application/x-exposition"])
