"""The limit of sign-ins is counted by address and by what the browser says of itself.

Ships: an office behind one address shut itself out, so each browser there got a count of its own, told from
the others by a header. Whoever guesses writes another one with each try, and is never refused.
Source: OWASP ASVS 5.0 6.3.1; CWE-307; OWASP Credential Stuffing Prevention Cheat Sheet.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",))
_COUNTED = 'if (wait := await services.sign_ins.wait_seconds(f"sign-in:{address}")) is not None:'


def inject(rng: Random) -> Injection:
    """Count each browser by itself."""
    header = header_of(rng)
    by_browser = (
        f'browser = request.headers.get("{header}", "")\n'
        '    if (wait := await services.sign_ins.wait_seconds(f"sign-in:{address}:{browser}")) is not None:'
    )
    return counting(header, by_browser)


def counting(header: str, counted: str) -> Injection:
    """Count the tries of a sign-in so."""
    return Injection(fact="wrong key", source=edited("app/page/routes.py", (_COUNTED, counted)))


def header_of(rng: Random) -> str:
    """Draw the header."""
    return rng.choice(["user-agent", "accept-language", "sec-ch-ua"])
