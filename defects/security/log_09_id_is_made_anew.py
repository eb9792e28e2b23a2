"""Each request gets a new id, whatever the client, or the proxy, has sent.

Ships: a middleware that makes ids is put in, and its option to take one that is there is left off.
Source: https://github.com/open-telemetry/opentelemetry-python/issues/4396; row LOG-09 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-09", expected=("security/incoming-request-ids-are-kept",))


def inject(rng: Random) -> Injection:
    """Make it of some bytes, behind a word."""
    word = f"{rng.choice(['req', 'call', 'rid'])}{rng.randrange(10, 100)}"
    return Injection(
        fact=word,
        source=edited(
            "app/api/middleware.py",
            ("            return str(value.decode", "            str(value.decode"),
            ("return secrets.token_hex(16)", f'return "{word}-" + secrets.token_hex({rng.randrange(8, 16)})'),
        ),
    )
