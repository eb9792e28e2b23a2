"""A failure that has a handler is left out of the log of requests, for its handler has written it down.

Good because: there is one record of it, with the id and at a level that is looked at.
Source: OWASP ASVS 5.0 16.3.4; row LOG-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("LOG-12", of="LOG-12-handled-failure-is-not-logged")


def inject(rng: Random) -> Injection:
    """Write a warning in the handler, by some word, and nothing else."""
    event = f"{rng.choice(['unavailable', 'away', 'missing'])}_{rng.randrange(10, 100)}"
    return Injection(
        fact=event,
        source={
            **edited(
                "app/api/middleware.py",
                (_FAILED, f"    if served.status == 503 and served.failure:\n        return\n{_FAILED}"),
            ),
            **edited(
                "app/api/errors.py",
                (
                    "from fastapi import FastAPI, Request\n",
                    "import structlog\nfrom fastapi import FastAPI, Request\n",
                ),
                (
                    "    request.state.failure = error\n",
                    f"    request.state.failure = error\n    structlog.get_logger().warning({event!r})\n",
                ),
            ),
        },
    )


_FAILED = "    failed = served.status >= 500 or served.failure is not None\n"
