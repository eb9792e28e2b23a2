"""A limit of how often one client may ask: what it answers, and what lets the gate ask often enough."""

LIMITED = 429
"""Too many requests (RFC 6585, 4)."""
WAY_OUT = "missing: a header of `network.headers` by which it may ask as often, or a wider limit"
