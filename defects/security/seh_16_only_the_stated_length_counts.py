"""The limit of a body looks at the length that the request states, and a body in chunks states none.

Ships: reading was made simpler, and the one check that remained was the one that a test covers; or the limit
was raised for an import that was too large, in every environment.
Source: RFC 9112, 6 and 7.1 (a chunked body states no length); CWE-770.
"""

from __future__ import annotations

from random import Random

from app.config.settings import Settings
from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/oversized-bodies-are-refused",))
LARGER = str(Settings.model_fields["max_body_bytes"].default + 1)
_FILE = "app/api/body.py"
_COUNT = "                if len(body) > limit_bytes:\n"


def inject(rng: Random) -> Injection:
    """Serve with one of them."""
    if rng.choice(["stated", "raised"]) == "stated":
        return without_a_count()
    return Injection(fact=LARGER, environment={"UKP_MAX_BODY_BYTES": str(rng.randrange(2, 16) * 1_000_000)})


def without_a_count(before: str = "") -> Injection:
    """Leave the check of what has arrived out, and put lines before the one of what is stated."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    start = text.index(_COUNT)
    end = text.index("\n", start + len(_COUNT)) + 1
    text = text[:start] + text[end:]
    stated = "    declared = request.headers"
    return Injection(fact=LARGER, source={_FILE: text.replace(stated, before + stated)})
