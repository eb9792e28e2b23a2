"""One replica already has the next release's buckets.

Ships: a canary with a bound more, while every dashboard sums over all replicas.
Source: prometheus/docs, "Histograms and summaries"; OpenMetrics 1.0.0, histogram.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from defects.met_05_type_comes_late import rewriting_text
from defects.seed import Defect, Injection

DEFECT = Defect("MET-23", expected=("metrics/bucket-layouts-agree",), starred=True)


def inject(rng: Random) -> Injection:
    """Serve two replicas."""
    return Injection(fact=_bound(rng), wraps=True, replicas=2)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Add the bound in the replica that comes first."""
    return with_bound(app, _bound(rng)) if _is_first() else app


def with_bound(app: ASGIApp, bound: str) -> ASGIApp:
    """Add a bucket before each one that ends at a second, as full as that one."""

    def change(lines: list[str]) -> list[str]:
        changed = []
        for line in lines:
            if 'le="1.0"' in line:
                changed.append(line.replace('le="1.0"', f'le="{bound}"'))
            changed.append(line)
        return changed

    return rewriting_text(app, change)


def _is_first() -> bool:
    """Whether this process is the first of those that share the database's folder."""
    try:
        Path(urlsplit(os.environ["UKP_DATABASE_URL"]).path).with_name("canary").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _bound(rng: Random) -> str:
    return f"{rng.randrange(800, 990) / 1000:g}"
