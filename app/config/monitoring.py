"""What the service measures itself with: bucket bounds, deadlines and ages, and who this process is."""

import os
import secrets

INSTANCE_VARIABLE = "WEB_INSTANCE"
"""By it the workers of one container learn their common instance."""

INSTANCE = os.environ.get(INSTANCE_VARIABLE) or secrets.token_hex(8)
"""Tells replicas apart in logs and in /version; it says nothing about host or address."""

DURATION_BUCKETS_SECONDS = (
    0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0,
)  # fmt: skip
"""0.3 and 0.5 are the bounds of latency objectives; 30 lies beyond every deadline of the service."""

METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
"""Methods with a series of their own; all others count as `other`, so that clients cannot add series."""

CHECK_AGE_SECONDS = 1.0
"""How long the result of the dependency checks is reused, however many probes and scrapes ask."""

CHECK_TIMEOUT_SECONDS = 0.6
"""Deadline of one dependency check: shorter than the second that probes usually grant."""

STARTUP_RETRY_SECONDS = 0.5
LOOP_LAG_INTERVAL_SECONDS = 0.25
LOOP_LAG_WINDOW_SECONDS = 60.0
OUTAGE_RETRY_SECONDS = 1.0
"""After a failure of Valkey it is left alone this long, so that requests do not queue on its deadline."""
