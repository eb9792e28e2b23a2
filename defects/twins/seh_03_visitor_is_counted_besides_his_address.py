"""Sign-ins are counted by the cookie that tells visitors apart.

Good because: the address is counted first, and by itself; the cookie only brings a second limit.
Source: OWASP ASVS 5.0 6.3.1; row SEH-03.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-visitor-is-counted-by-his-cookie")
_OLD = '    holder = by_key(services, await _field(request, "key"))\n'


def inject(rng: Random) -> Injection:
    """Count by both."""
    cookie = rng.choice(["visitor", "device", "vid"])
    new = (
        f'    if (seen := request.cookies.get("{cookie}")) is not None:\n'
        '        if (wait := await services.sign_ins.wait_seconds(f"sign-in-visitor:{seen}")) is not None:\n'
        "            return _too_often(wait)\n"
    )
    return Injection(fact="/session", source=edited("app/page/routes.py", (_OLD, new + _OLD)))
