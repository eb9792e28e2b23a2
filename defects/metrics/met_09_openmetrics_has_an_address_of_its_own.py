"""A scrape for OpenMetrics is redirected to the address of that format, and one for text is answered.

Ships: a cache in between had given one format for the other, and each was to have an address of its own.
Whoever tries by hand asks for anything and sees the text; Prometheus asks for OpenMetrics first, and one that
is told not to follow redirects loses the target.
Source: Prometheus, scrape_config (`follow_redirects`), "Content negotiation"; prometheus/client_python#1016.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-09", expected=("metrics/exact-path-answers",))
_IMPORT = "from fastapi.responses import JSONResponse\n"
_EXPOSED = '    body, media_type = expose(services.metrics.registry, request.headers.get("accept", ""))\n'


def inject(rng: Random) -> Injection:
    """Draw the status, and the name of the parameter."""
    status, name = rng.choice([302, 303, 307, 308]), rng.choice(["format", "as", "flavour"])
    led = (
        '    accept = request.headers.get("accept", "")\n'
        f'    if "openmetrics" in accept and "{name}" not in request.query_params:\n'
        f'        return RedirectResponse("/metrics?{name}=openmetrics", {status})\n'
    )
    source = edited(
        "app/api/operations.py",
        (_IMPORT, "from fastapi.responses import JSONResponse, RedirectResponse\n"),
        (_EXPOSED, f"{led}    body, media_type = expose(services.metrics.registry, accept)\n"),
    )
    return Injection(fact=f"status {status}", source=source)
