"""A gauge counts the requests that are being answered, as the entries of a table.

Good because: each request is its own entry, whatever it asks for, from its begin to its end.
Source: https://prometheus.github.io/client_python/instrumenting/gauge/.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_30_requests_are_kept_by_their_path import kept
from proving.seed import Injection, Twin

TWIN = Twin("MET-30", of="MET-30-requests-are-kept-by-their-path")


def inject(rng: Random) -> Injection:
    """Keep them by what they are: no two scopes that are there at once are the same one."""
    return kept(rng, rng.choice(["id(scope)", "object()"]))
