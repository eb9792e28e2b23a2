"""The entry looks for a word in the answer of readiness, and only an answer that is well has it.

Good because: readiness says `pass` or `warn` when it is to be sent requests, and `fail` when it is not.
Source: HAProxy 3.0 configuration manual, `http-check expect`; draft-inadarei-api-health-check, status.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_22_entry_asks_for_life import with_entry
from defects.health.hlt_22_entry_looks_for_a_word import STATUS
from proving.seed import Injection, Twin

TWIN = Twin("HLT-22", of="HLT-22-entry-looks-for-a-word", target="compose")


def inject(rng: Random) -> Injection:
    """Look for the words that say yes."""
    words = rng.choice(["pass|warn", "warn|pass"])
    return with_entry((STATUS, f'    http-check expect rstring \'"status":"({words})"\'\n'))
