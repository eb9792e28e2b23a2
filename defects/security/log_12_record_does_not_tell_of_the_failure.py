"""Each request has a record of the same level, which does not say how it ended.

Ships: what is written at the beginning of a request, so that one that hangs is seen; nothing is at its end.
Source: OWASP ASVS 5.0 16.3.4; CWE-778; row LOG-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-12", expected=("security/failed-requests-are-recorded",))


def inject(rng: Random) -> Injection:
    """Write a record without status and cause."""
    event = f"{rng.choice(['asked', 'came', 'began'])}_{rng.randrange(10, 100)}"
    return Injection(
        fact=event,
        source=edited(
            "app/api/middleware.py",
            ("        logging.ERROR if failed else logging.INFO,\n", "        logging.INFO,\n"),
            ('        "request",\n', f"        {event!r},\n"),
            ("        status=served.status,\n", ""),
            ('        **({} if served.failure is None else {"exc_info": served.failure}),\n', ""),
            ("    failed = served.status >= 500 or served.failure is not None\n", ""),
        ),
    )
