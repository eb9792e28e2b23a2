"""Every answer tells by which gateway it came, or which server gave it, with its version.

Ships: the header of the server was switched off, and nobody thought of the one that a gateway adds by itself
(Kong's `headers` has it by default); or a server's version was cut down to its first number.
Source: OWASP ASVS 5.0 13.4.6; OWASP Secure Headers Project (headers to remove); RFC 9110, 7.6.3; row SEH-06.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/server-does-not-tell-its-version",))


def inject(rng: Random) -> Injection:
    """Serve behind it."""
    return Injection(fact=_header(rng)[2], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell it."""
    name, value, _ = _header(rng)
    return passing_on(app, name, value)


def passing_on(app: ASGIApp, name: str, value: str) -> ASGIApp:
    """Add a header to each answer."""

    def change(_scope: Scope, answer: Answer) -> Answer:
        return answer.with_header(name, value)

    return Rewrite(app, change)


def _header(rng: Random) -> tuple[str, str, str]:
    """Draw the header, its value, and the part of it that is the fact."""
    version = f"{rng.randrange(1, 9)}.{rng.randrange(30)}.{rng.randrange(10)}"
    return rng.choice(
        [
            ("via", f"1.1 kong/{version}", f"kong/{version}"),
            ("via", f"kong/{version}", f"kong/{version}"),
            ("server", f"Nitro v{version[0]}", f"Nitro v{version[0]}"),
        ]
    )
