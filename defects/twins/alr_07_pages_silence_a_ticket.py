"""Every page silences a ticket.

Good because: whoever was paged is at work already.
Source: Alertmanager, "Configuration", inhibit_rule.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_07_tickets_silence_pages import inhibited
from proving.seed import Injection, Twin

TWIN = Twin("ALR-07", of="ALR-07-tickets-silence-pages", target="compose")


def inject(rng: Random) -> Injection:
    """Have all pages silence one ticket."""
    return inhibited(rng, source='severity="page"', target='severity="ticket",alertname="{ticket}"')
