"""What experiments, and the start of a target, typically take on a machine of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from gonogo.proofs.sources import ROOT
from proving.seed import Place


def typical_seconds(target: Place) -> Mapping[str, float]:
    """Return seconds by experiment, with `target` for the start; what is not known is not there."""
    return _known()[target]


@cache
def _known() -> dict[str, dict[str, float]]:
    text = (ROOT / "fixtures" / "typical_seconds.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)
    return found
