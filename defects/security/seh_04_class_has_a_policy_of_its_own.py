"""Pages have a Strict-Transport-Security that lasts, and one class of response has the one of a trial.

Ships: a place of the proxy's configuration with headers of its own, which inherits none of the others.
Source: nginx, add_header (inheritance from the level before); OWASP ASVS 5.0 3.4.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/transport-security-lasts",))
_CLASSES = ("head", "file", "refused")
_TAKEN, _CLIENT = 400, (405, 413, 415, 422)


def inject(rng: Random) -> Injection:
    """Serve one class so."""
    _, value = drawn(rng)
    return Injection(fact=value, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send another policy there."""
    kind, value = drawn(rng)
    return saying(app, kind, value)


def drawn(rng: Random) -> tuple[str, str]:
    """Draw the class, and a time that is too short."""
    return rng.choice(_CLASSES), f"max-age={rng.choice([0, 60, 600, 7200, 43_200, 259_200])}"


def saying(app: ASGIApp, kind: str, value: str) -> ASGIApp:
    """Answer one class with this policy."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if _is_of(kind, scope, answer):
            return answer.with_header("strict-transport-security", value)
        return answer

    return Rewrite(app, change)


def _is_of(kind: str, scope: Scope, answer: Answer) -> bool:
    if kind == "refused":
        return answer.status in _CLIENT
    served = answer.status < _TAKEN
    return served and (scope["method"] == "HEAD" if kind == "head" else scope["path"].startswith("/assets"))
