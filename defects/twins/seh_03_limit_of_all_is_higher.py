"""The limit counts by address, and behind it one counts all clients together, a few times as many tries.

Good because: it is reached when many clients guess at once, and one alone is refused long before.
Source: OWASP API4:2023; OWASP Authentication Cheat Sheet, account lockout.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-limit-counts-what-all-send")
_FILE = "app/page/routes.py"
_LIMIT = """    if (wait := await _of_all.wait_seconds("all")) is not None:
        return _too_often(wait)
"""


def inject(rng: Random) -> Injection:
    """Count so those tries that a client's own limit lets through."""
    tries = f"{rng.choice([60, 90, 120])}/minute"
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    for place, added in (
        ("from app.api.services import", "from app.api.limits import RateLimits\n"),
        ("router = APIRouter(", f'_of_all = RateLimits("{tries}", None)\n'),
        ("    holder = by_key(", _LIMIT),
    ):
        if text.count(place) != 1:
            raise ValueError(f"{_FILE}: there is no {place!r} to go before")
        text = text.replace(place, added + place)
    return Injection(fact=tries, source={_FILE: text})
