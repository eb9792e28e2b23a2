"""Every answer tells which server it comes from, with its version.

Ships: `server_tokens on`, nginx's default, or a server's own header that nobody switched off.
Source: OWASP ASVS 5.0 13.4.6; RFC 9110, 10.2.4.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/server-does-not-tell-its-version",))


def inject(rng: Random) -> Injection:
    """Serve with the header."""
    return Injection(fact=_software(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Tell name and version."""
    return telling(app, _software(rng))


def telling(app: ASGIApp, software: str) -> ASGIApp:
    """Name the server in each answer."""

    def change(_scope: Scope, answer: Answer) -> Answer:
        return answer.with_header("server", software)

    return Rewrite(app, change)


def _software(rng: Random) -> str:
    name = rng.choice(["nginx", "gunicorn", "Apache"])
    return f"{name}/{rng.randrange(1, 30)}.{rng.randrange(30)}.{rng.randrange(10)}"
