"""A step writes the text of whoever opens an issue to a file that the runner reads.

Good because: that file is the summary of the run, which is shown and makes no variable of anything.
Source: GitHub Actions, "Adding a job summary"; zizmor, `github-env`.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_15_report_becomes_the_environment import sorted_by
from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-report-becomes-the-environment")


def inject(rng: Random) -> Injection:
    """Write it to the summary."""
    return sorted_by(rng, "GITHUB_STEP_SUMMARY")
