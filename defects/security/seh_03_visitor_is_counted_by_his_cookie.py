"""Sign-ins are counted by the cookie that tells visitors apart, and by address only where there is none.

Ships: a whole office behind one address was locked out by one of them. The site's statistics have a cookie
for each visitor, so that the limit took that one; whoever guesses sends another one with each try.
Source: OWASP ASVS 5.0 6.3.1; OWASP, *Blocking Brute Force Attacks* (device cookies have to be signed);
row SEH-03.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",))
_OLD = '    address = request.client.host if request.client else "unknown"\n'


def inject(rng: Random) -> Injection:
    """Count by the cookie."""
    cookie = rng.choice(["visitor", "device", "vid"])
    new = f'{_OLD}    address = request.cookies.get("{cookie}") or address\n'
    return Injection(fact="/session", source=edited("app/page/routes.py", (_OLD, new)))
