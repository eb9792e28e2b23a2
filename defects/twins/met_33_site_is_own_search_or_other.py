"""The page counts from where its readers come, as one of four: nowhere, itself, a search, or another site.

Good because: whatever a Referer says, there are no more than four series.
Source: Prometheus, "Instrumentation" (do not overuse labels).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_33_site_that_leads_here_is_a_label import counted
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-site-that-leads-here-is-a-label")
_SAID = """if not host:
        return "none"
    if host in {"localhost", "127.0.0.1"} or host.endswith("ukp.example"):
        return "own"
    return "search" if host.endswith(("google.com", "bing.com", "duckduckgo.com")) else "other\""""


def inject(rng: Random) -> Injection:
    """Label by the kind of site."""
    return counted(rng, _SAID)
