"""A health check looks at a file or a process of its container.

Good because: it is there for as long as the service lives and says so, and no container has it by itself.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes (`cat /tmp/healthy`); row HLT-02.
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_02_check_looks_at_the_container import looking
from proving.seed import Injection, Twin

TWIN = Twin("HLT-02", of="HLT-02-check-looks-at-the-container")


def inject(rng: Random) -> Injection:
    """Look at that."""
    name = rng.choice(["reports", "mailer", "renderd"])
    looks = [
        f"cat {name}.alive",
        f"test -e {name}.alive",
        f"ps -C {name} > /dev/null || exit 1",
        f'test -n "$(find {name}.beat -mmin -1)" || exit 1',
    ]
    return looking(rng, rng.choice(looks))
