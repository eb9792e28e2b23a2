"""The gate's output is piped into a file.

Good because: the step names its shell, and GitHub runs `shell: bash` with pipefail.
Source: GitHub, "Workflow syntax", jobs.<job_id>.steps[*].shell.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_20_pipe_hides_the_verdict import piped
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-pipe-hides-the-verdict")


def inject(rng: Random) -> Injection:
    """Name the shell."""
    log = f"{rng.choice(('gate', 'staging'))}.log"
    return Injection(fact=log, source=piped(log, "bash"))
