"""The limit counts by address, and above it one counts all clients together, a few times as many tries.

Good because: it is reached when many clients guess at once, and one alone is refused long before.
Source: OWASP API4:2023; OWASP Authentication Cheat Sheet, account lockout.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_clients_share_a_network import counting_by
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-limit-counts-what-all-send")
_FILE = "app/page/routes.py"
_TRIED = "    if (wait := await services.sign_ins.wait_seconds("


def inject(rng: Random) -> Injection:
    """Count so, those alone that their own limit lets through."""
    tries = rng.choice([30, 45, 60])
    text = counting_by('f"sign-in:{address}"', "app.api.limits")[_FILE]
    if text.count(_TRIED) != 1:
        raise ValueError(f"{_FILE}: there is no {_TRIED!r} to go behind")
    before, after = text.split("    holder = by_key(services, await _field", 1)
    limit = '    if (wait := await _all.wait_seconds("all")) is not None:\n        return _too_often(wait)\n'
    made = f'_all = app.api.limits.RateLimits("{tries}/minute", None)\n'
    before = before.replace("_READS = ", f"{made}_READS = ", 1)
    return Injection(
        fact=f"{tries}/minute",
        source={_FILE: f"{before}{limit}    holder = by_key(services, await _field{after}"},
    )
