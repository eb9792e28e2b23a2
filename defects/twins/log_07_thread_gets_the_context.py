"""What follows a write is left to a thread of a pool, which is handed the context of the request.

Good because: whoever looks for the request finds what was done for it, in whichever thread.
Source: https://docs.python.org/3/library/contextvars.html (copy_context); row LOG-07 of the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from random import Random

from starlette.types import ASGIApp

from defects.security.log_07_thread_does_not_know_the_request import event_of, followed
from proving.seed import Injection, Twin

TWIN = Twin("LOG-07", of="LOG-07-thread-does-not-know-the-request")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=event_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Submit what is to be done within the context."""

    def handed(work: Callable[[], None]) -> Callable[[], None]:
        return partial(copy_context().run, work)

    return followed(app, event_of(rng), rng.randrange(1, 4), handed)
