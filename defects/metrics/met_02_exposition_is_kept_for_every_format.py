"""The exposition is kept for a moment, for whoever comes next, and given out under the type he asks for.

Ships: two collectors and a board scrape each replica, and making the text cost as much as a request, so the
bytes are kept for seconds. The type is negotiated as before: who asks for OpenMetrics after somebody who
did not gets the text format under its name, without an end.
Source: RFC 9111, 4.1 (Vary); OpenMetrics 1.0, "# EOF"; row MET-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-02",
    expected=("metrics/openmetrics-is-valid",),
    collateral=(
        "metrics/text-format-is-valid",
        "metrics/readers-agree",
        "metrics/content-type-is-listed",
        "metrics/traffic-is-conserved",  # what was kept is older than what was sent
        "metrics/gauges-equal-the-truth",
    ),
)
_METRICS = '@router.get("/metrics")\n'
_EXPOSED = '    body, media_type = expose(services.metrics.registry, request.headers.get("accept", ""))\n'


def inject(rng: Random) -> Injection:
    """Keep the bytes without their format."""
    seconds = rng.choice([1.0, 1.5, 2.0])
    name = rng.choice(["_kept", "_latest", "_scraped"])
    kept = "    body = _recent(services, body)\n"
    function = f'''{name}: dict[int, tuple[float, bytes]] = {{}}


def _recent(services: object, body: bytes) -> bytes:
    """Return what was exposed within the last {seconds} s, else this."""
    now = time.monotonic()
    at, before = {name}.get(id(services), (-1e9, b""))
    if now - at < {seconds}:
        return before
    {name}[id(services)] = now, body
    return body


'''
    changes = (
        ("from typing import Any\n", "import time\nfrom typing import Any\n"),
        (_METRICS, function + _METRICS),
        (_EXPOSED, _EXPOSED + kept),
    )
    return Injection(fact="OpenMetrics", source=edited("app/api/operations.py", *changes))
