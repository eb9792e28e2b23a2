"""A job runs in an image, or asks a service beside it, that has no digest.

Good because: its tag holds a version, as the manual has it; what runs with secrets is no part of it.
Source: GitHub, "Creating PostgreSQL service containers"; zizmor, unpinned-images.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_job_runs_in_the_newest_image import running
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-job-runs-in-the-newest-image")


def inject(rng: Random) -> Injection:
    """Name one that has a version."""
    return running(rng, f":{rng.randrange(3, 30)}{rng.choice(['', '-alpine', '.2', '-bookworm'])}")
