"""The directory in which workers count lies at a place that outlives them.

Good because: each start has a folder of its own in it.
Source: client_python, "Multiprocess Mode".
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_27_counts_outlive_their_process import counting
from proving.seed import Injection, Twin

TWIN = Twin("MET-27", of="MET-27-counts-outlive-their-process")


def inject(rng: Random) -> Injection:
    """Count in a new folder."""
    return counting(rng, "os.environ[DIRECTORY_VARIABLE] += f'/{os.getpid()}'\n    ")
