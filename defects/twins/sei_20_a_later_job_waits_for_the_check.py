"""Checks of the pipeline run side by side, and the job behind one of them begins without it.

Good because: a later job, before anything ships, waits for both.
Source: GitHub Actions, `jobs.<job_id>.needs`.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_20_nobody_waits_for_a_check import side_by_side
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-nobody-waits-for-a-check")


def inject(rng: Random) -> Injection:
    """Let the next but one wait for it."""
    return side_by_side(rng, awaited=True)
