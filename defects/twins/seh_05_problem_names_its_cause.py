"""An error holds an object about its cause, with a code, a severity and a place.

Good because: the place is one in what the client sent, and the query the one that it asked with.
Source: RFC 9457, 3.2 (extension members); RFC 6901 (a pointer into a document); OWASP ASVS 5.0 16.5.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_05_error_of_a_driver_is_answered import causing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-05", of="SEH-05-error-of-a-driver-is-answered")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=str(_cause(rng)["code"]), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer with it."""
    return causing(app, _cause(rng))


def _cause(rng: Random) -> dict[str, object]:
    line = rng.randrange(1, 40)
    return rng.choice(
        [
            {"code": "E1042", "severity": "ERROR", "file": "orders.csv", "line": line, "column": 3},
            {"code": "LIMIT", "query": "select shoes from spain", "pointer": "/limit"},
            {"code": "SORT", "text": "Please SELECT a column FROM the list", "statement": "sort by price"},
        ]
    )
