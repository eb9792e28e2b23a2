"""The entry looks for a word in the answer of readiness, and the word is in its refusal as well.

Ships: another service had once answered 200 with a page of its own at that address, so that the check asks
for the body of a health answer. It says `"status"` when it is well and when it is not, and the code is not
asked for any more.
Source: HAProxy 3.0 configuration manual, `http-check expect` (string in the place of status); AWS Builders'
Library, "Implementing health checks".
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_22_entry_asks_for_life import with_entry
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-22", expected=("health/broken-replica-is-taken-out",), target="compose")
STATUS = "    http-check expect status 200\n"


def inject(rng: Random) -> Injection:
    """Look for what each health answer holds."""
    word = rng.choice(["string status", "string '\"status\":'", 'rstring \'"status":"[a-z]+"\''])
    return with_entry((STATUS, f"    http-check expect {word}\n"))
