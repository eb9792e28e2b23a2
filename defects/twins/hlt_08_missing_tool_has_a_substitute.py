"""A health check asks by a tool that the slim image does not have.

Good because: where the tool is missing, the image's own check is asked in its place, and its answer counts.
Source: POSIX, Shell Command Language (`exec`); row HLT-08.
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_08_missing_tool_counts_as_well import asking
from proving.seed import Injection, Twin

TWIN = Twin("HLT-08", of="HLT-08-missing-tool-counts-as-well")


def inject(rng: Random) -> Injection:
    """Ask the check that is in the image."""
    return asking(rng, "exec healthy 8001")
