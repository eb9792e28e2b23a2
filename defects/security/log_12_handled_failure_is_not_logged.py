"""A failure that has a handler is answered, and nobody writes it down.

Ships: too many records of one outage; so whatever has an answer of its own is left out of the log.
Source: OWASP ASVS 5.0 16.3.4; CWE-778; row LOG-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-12", expected=("security/failed-requests-are-recorded",))


def inject(rng: Random) -> Injection:
    """Answer by some status of the service's own errors, and leave it out of the log."""
    status = rng.choice([500, 502, 503, 504])
    return Injection(
        fact=f"answered {status}",
        source={
            **edited(
                "app/api/middleware.py",
                (_FAILED, f"    if served.status == {status} and served.failure:\n        return\n{_FAILED}"),
            ),
            **edited(
                "app/api/errors.py", ("return problem(request, 503,", f"return problem(request, {status},")
            ),
        },
    )


_FAILED = "    failed = served.status >= 500 or served.failure is not None\n"
