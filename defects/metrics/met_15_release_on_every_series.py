"""Every series carries the release as a label.

Ships: one line sets default labels of the registry, and graphs by release were wanted.
Source: prometheus/OpenMetrics, "Info" and target metadata (lines 184, 255, 293, 1239).
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-15", expected=("metrics/releases-do-not-rename-series",))
_SAMPLE = re.compile(r"^(?!\w+_info)([a-zA-Z_:][\w:]*)(?:\{|(?= ))", re.MULTILINE)


def inject(rng: Random) -> Injection:
    """Serve with that line."""
    return Injection(fact=label_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add the label to each sample."""
    return labelling(app, label_of(rng))


def label_of(rng: Random) -> str:
    """Draw the label with its value."""
    number = f"{rng.randrange(1, 9)}.{rng.randrange(30)}.{rng.randrange(30)}"
    name = rng.choice(["version", "release", "commit"])
    return f'{name}="{number}"' if name != "commit" else f'{name}="{rng.getrandbits(40):010x}"'


def labelling(app: ASGIApp, label: str) -> ASGIApp:
    """Add a label to each sample of the exposition but those of …_info."""

    def sample(match: re.Match[str]) -> str:
        return f"{match[1]}{{{label}," if match[0].endswith("{") else f"{match[1]}{{{label}}}"

    def rewrite(answer: Answer) -> Answer:
        return replace(answer, body=_SAMPLE.sub(sample, answer.body.decode()).encode())

    return Rewrite(app, lambda scope, answer: rewrite(answer) if scope["path"] == "/metrics" else answer)
