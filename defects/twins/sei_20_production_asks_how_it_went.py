"""What ships to production has a condition that is asked even where a job before it was skipped.

Good because: the condition asks how the others went, and holds only where none failed.
Source: GitHub Actions, "Expressions" (status check functions).
"""

from __future__ import annotations

from random import Random

from defects.config.sei_20_production_waits_for_nobody import conditioned
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-production-waits-for-nobody")


def inject(rng: Random) -> Injection:
    """Ask."""
    asked = [
        "${{ !failure() && !cancelled() }}",
        "always() && needs.staging.result == 'success'",
        "success()",
    ]
    return Injection(fact="production", source=conditioned(rng.choice(asked)))
