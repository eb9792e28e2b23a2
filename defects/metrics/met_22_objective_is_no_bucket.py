"""The bucket at an objective is gone.

Ships: somebody thinned the buckets out to save series, and an objective's own was among them.
Source: prometheus/docs, "Histograms and summaries" ("strictly requires a bucket boundary").
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-22", expected=("metrics/thresholds-are-bucket-bounds",), starred=True)


def inject(rng: Random) -> Injection:
    """Serve with fewer buckets."""
    return Injection(fact=f'le="{_bound(rng)}"', wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave the bound out of both formats, with a few others."""
    gone = [_bound(rng), *rng.sample(["0.01", "0.05", "0.2", "2.5"], 2)]

    def thin(answer: Answer) -> Answer:
        lines = answer.body.decode().splitlines(keepends=True)
        kept = [line for line in lines if not any(f'le="{bound}"' in line for bound in gone)]
        return Answer(answer.status, answer.headers, "".join(kept).encode())

    return Rewrite(app, lambda scope, answer: thin(answer) if scope["path"] == "/metrics" else answer)


def _bound(rng: Random) -> str:
    return rng.choice(["0.3", "0.5"])
