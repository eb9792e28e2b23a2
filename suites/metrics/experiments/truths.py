"""Read the truth of a gauge from a page of the same process."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from gonogo.contract.gauges import Truth
from gonogo.core.keys import at_key
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below


def truth_at(url: str, truth: Truth, headers: dict[str, str]) -> tuple[float | None, str]:
    """Return the truth, or None and why it cannot be told."""
    answer = probe(below(url, truth.path), headers=headers)
    if answer.error or answer.status is None:
        return None, f"{truth.path} gave no answer: {answer.error}"
    if truth.key is None:
        return float(answer.status < 400), ""
    try:
        found = at_key(answer.json(), truth.key)
    except ValueError as odd:
        return None, str(odd)
    number = _number(found, truth.values)
    if number is None:
        said = f"{truth.key} at {truth.path} holds {found!r:.60}"
        return None, f"{said}; `equals.values` says what a text stands for"
    return (time.time() - number if truth.ago else number), ""


def _number(found: Any, values: Mapping[str, float]) -> float | None:
    if isinstance(found, str):
        return values.get(found)
    if isinstance(found, list | dict):
        return float(len(found))
    return float(found) if isinstance(found, int | float) else None
