"""A setting that nobody sets has a default that is drawn when a process starts.

Good because: it is drawn from the release's own version, so that each replica of it draws the same.
Source: RFC 6234 (a hash of the same text is the same); otherwise own.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_09_default_is_drawn_at_the_start import drawing
from proving.seed import Injection, Twin

TWIN = Twin("CFG-09", of="CFG-09-default-is-drawn-at-the-start")


def inject(rng: Random) -> Injection:
    """Take the first byte of a hash for the chance."""
    drawn = "hashlib.sha256(__version__.encode()).digest()[0] / 256"
    injection = drawing(rng, "import hashlib\n", drawn)
    path, before = "app/config/imports.py", "from app.config.addresses import require_network\n"
    text = str(injection.source[path]).replace(before, f"from app import __version__\n{before}")
    return Injection(fact=injection.fact, source={path: text}, replicas=injection.replicas)
