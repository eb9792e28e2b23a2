"""The candidate beside the release that runs today."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gonogo.contract.base import Section


class Baseline(Section):
    """How a candidate is compared with the release of `--baseline`."""

    tolerated_ratio: Annotated[float, Field(ge=1, le=2)] = 1.1
    """How many times as long the candidate may take at the same quantile."""
    at_most_seconds: Annotated[float, Field(ge=30, le=600)] = 60.0
    """Measured time, a third of it for the candidate; less where it is surely slower before."""
