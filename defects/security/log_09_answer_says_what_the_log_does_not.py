"""What a client sent as the id is told back to it, and the records have another one.

Ships: the proxy or a middleware copies the header into the answer, and the logger makes its own id.
Source: https://github.com/Kludex/starlette/issues/1525; row LOG-09 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-09",
    expected=("security/incoming-request-ids-are-kept",),
    collateral=("security/failed-requests-are-recorded",),
)


def inject(rng: Random) -> Injection:
    """Bind an id of some bytes, behind a word, where one was sent."""
    word = f"{rng.choice(['req', 'call', 'rid'])}{rng.randrange(10, 100)}"
    made = f'"{word}-" + secrets.token_hex({rng.randrange(8, 16)})'
    return Injection(
        fact=word,
        source=edited(
            "app/api/middleware.py",
            (
                "bind_contextvars(request_id=request_id)",
                "bind_contextvars(request_id=request_id if len(request_id) == 32 else " + made + ")",
            ),
        ),
    )
