"""The limit of sign-ins is counted by what the browser says of itself, besides the address.

Good because: the address is counted first, and whatever else a client says only adds to that.
Source: OWASP ASVS 5.0 6.3.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_limit_is_for_each_browser import counting, header_of
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-limit-is-for-each-browser")


def inject(rng: Random) -> Injection:
    """Count each browser of an address, after the address itself."""
    header = header_of(rng)
    by_both = (
        f'browser = request.headers.get("{header}", "")\n'
        '    wait = await services.sign_ins.wait_seconds(f"sign-in:{address}")\n'
        "    if wait is None:\n"
        '        wait = await services.sign_ins.wait_seconds(f"sign-in:{address}:{browser}")\n'
        "    if wait is not None:"
    )
    return counting(header, by_both)
