"""Each process measures at its start what the machine can do, and sets its finest bounds by that.

Ships: what is quick here was lost in the lowest bucket, so some bounds became multiples of a unit that is
measured, beside the old ones. Each replica is right by itself; added up by `le`, the finest buckets are of
one replica each.
Source: Prometheus, "Histograms and summaries"; OpenMetrics 1.0, histogram (buckets of a metric family).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-23", expected=("metrics/bucket-layouts-agree",), target="compose")


def inject(rng: Random) -> Injection:
    """Set three bounds by what a digest takes."""
    mebibytes, step = rng.choice([1, 2, 3]), rng.choice([2, 3])
    metrics = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import hashlib\nimport os\nimport time\n"),
        ("            buckets=DURATION_BUCKETS_SECONDS,\n", "            buckets=_bounds(),\n"),
        (
            "\n\nclass Metrics:\n",
            f"""

def _bounds() -> list[float]:
    \"\"\"Return the bounds of the objectives, and three that suit this machine.\"\"\"
    began = time.perf_counter()
    hashlib.sha256(bytes({mebibytes} * 2**20)).digest()
    unit = time.perf_counter() - began
    return sorted({{*DURATION_BUCKETS_SECONDS, *(round(unit * {step}**power, 6) for power in range(3))}})


class Metrics:
""",
        ),
    )
    return Injection(fact="ukp_http_request_duration_seconds", source=metrics)
