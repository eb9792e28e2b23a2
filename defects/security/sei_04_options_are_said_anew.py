"""A service says its security options anew, and what all others have is gone.

Ships: `<<: *service` and a line of its own below it: YAML puts one list in the place of the other.
Source: CIS Docker Benchmark 5.25; YAML, "Merge Key Language-Independent Type".
"""

from __future__ import annotations

from random import Random

from defects.security.sei_04_filter_was_in_the_way import HELPERS
from proving.seed import RESET, Defect, Injection, Replaced

DEFECT = Defect("SEI-04", expected=("security/processes-gain-no-privileges",), target="compose")


def inject(rng: Random) -> Injection:
    """Have one of them say none, another one, or the opposite."""
    said = rng.choice(
        [RESET, Replaced([f"label=level:s0:c{rng.randrange(9, 900)}"]), Replaced(["no-new-privileges:false"])]
    )
    service = rng.choice(HELPERS)
    return Injection(fact=service, override={"services": {service: {"security_opt": said}}})
