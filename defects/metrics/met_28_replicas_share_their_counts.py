"""The workers of all replicas count into one directory.

Ships: the directory became a volume, so that it could be looked into; a service's volume is that of all
its replicas. Whichever is scraped answers for all, and the sum over them is a multiple of what was sent.
(Where their process ids are the same, they write over each other, and what comes of it is chance.)
Source: prometheus/client_python#823, #898.
"""

from __future__ import annotations

import json
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-28",
    expected=("metrics/traffic-is-conserved",),
    collateral=(
        "metrics/counters-never-decrease",
        "metrics/counters-outlive-a-pause",
        "metrics/durations-agree-with-the-client",
        "metrics/scrapes-agree",
    ),
    target="compose",
    starred=True,
)
_FILE = "app/workers.py"
# One replica finds the other already there and waits a moment, in processes of its own.
_START = (
    "mkdir {folder}/.begun 2>/dev/null || for n in 1 2 3 4 5 6 7 8 9; do sleep 0.1; done; exec python -m app"
)
_OWN, _SHARED = 'tempfile.TemporaryDirectory(prefix="ukp-metrics-")', "contextlib.nullcontext({folder!r})"


def inject(rng: Random) -> Injection:
    """Count in the volume."""
    folder = f"/srv/{rng.choice(['metrics', 'prometheus', 'multiproc'])}"
    change = f"s#{_OWN}#{_SHARED.format(folder=folder)}#; s#^import os#import contextlib\\nimport os#"
    lines = (
        "USER root",
        f"RUN grep --quiet --fixed-strings '{_OWN}' {_FILE} && sed -i \"{_quoted(change)}\" {_FILE}",
        f"RUN mkdir {folder} && chown ukp {folder}",
        "USER ukp",
        f"CMD {json.dumps(['sh', '-c', _START.format(folder=folder)])}",
    )
    override = {"services": {"app": {"volumes": [f"counts:{folder}"]}}, "volumes": {"counts": {}}}
    return Injection(
        fact="/articles", dockerfile=lines, environment={"WEB_CONCURRENCY": "2"}, override=override
    )


def _quoted(text: str) -> str:
    return text.replace('"', '\\"')
