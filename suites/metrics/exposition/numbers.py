"""Numbers that stand in labels, as readers in Go take them: no underscores, no blanks."""

from __future__ import annotations

import math
import re

from gonogo.suites.metrics.exposition.sample import NUMBER, Sample

_NUMBER = re.compile(NUMBER, re.IGNORECASE | re.ASCII)


def number_in(text: str) -> float:
    """Return the number that a label holds, NaN for none."""
    return float(text) if _NUMBER.fullmatch(text) else math.nan


def is_number(text: str, *, canonical: bool = False) -> bool:
    """Whether a label holds a number; the largest one has one spelling, by which OpenMetrics finds it."""
    value = number_in(text)
    return not math.isnan(value) and not (canonical and value == math.inf and text != "+Inf")


def quantile_of(sample: Sample) -> float | None:
    """Return a summary's quantile, None where it is none from 0 to 1."""
    value = number_in(sample.label("quantile"))
    return value if 0 <= value <= 1 else None
