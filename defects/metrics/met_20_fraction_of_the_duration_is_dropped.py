"""A duration is the difference of two moments, and of that the field `seconds` is taken: whole ones only.

Ships: the clock was changed for moments, which the log wanted as well, and `.seconds` stood in the place of
`.total_seconds()`. What takes 0.9 s took none, so every percentile is in the lowest bucket, and no alert
fires.
Source: Python, `datetime.timedelta.seconds` (note); starlette#919, #3458 on durations that leave out what
waits.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-20", expected=("metrics/durations-agree-with-the-client",))


def inject(rng: Random) -> Injection:
    """Take the seconds of the difference."""
    name = rng.choice(["_began_at", "_started_at", "_since"])
    observe = edited(
        "app/monitoring/observe.py",
        ("import time\n", ""),
        (
            "from dataclasses import dataclass\n",
            "from dataclasses import dataclass\nfrom datetime import UTC, datetime\n",
        ),
        ("        self._began = time.perf_counter()\n", f"        self.{name} = datetime.now(UTC)\n"),
        ("seconds=time.perf_counter() - self._began,", f"seconds=(datetime.now(UTC) - self.{name}).seconds,"),
    )
    return Injection(fact="ukp_http_request_duration_seconds", source=observe)
