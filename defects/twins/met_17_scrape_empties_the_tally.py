"""Requests are counted in a tally by the dozen too, and each scrape has it emptied first.

Good because: whoever looks at the series finds every request in them that was answered before.
Source: Prometheus, "Writing exporters", collectors (values as of the scrape).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from defects.metrics.met_17_counts_go_out_by_the_dozen import tallied
from proving.seed import Injection, Twin

TWIN = Twin("MET-17", of="MET-17-counts-go-out-by-the-dozen")


def inject(rng: Random) -> Injection:
    """Flush before the exposition is made."""
    scrape = "    body, media_type = expose("
    operations = edited("app/api/operations.py", (scrape, f"    services.metrics.flush()\n{scrape}"))
    return Injection(fact="ukp_http_requests_total", source={**tallied(rng), **operations})
