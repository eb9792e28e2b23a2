"""A request gets an id with a word before it, where none was sent; one that came is kept, in capitals.

Good because: who looks for the id that he sent finds it, and ids of its own can be told from others'.
Source: row LOG-09 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("LOG-09", of="LOG-09-id-is-made-anew")


def inject(rng: Random) -> Injection:
    """Make it of some bytes, behind a word; write the other without its hyphens, or in capitals."""
    word = f"{rng.choice(['req', 'call', 'rid'])}{rng.randrange(10, 100)}"
    change = rng.choice([".upper()", '.replace("-", "")'])
    return Injection(
        fact=word,
        source=edited(
            "app/api/middleware.py",
            ('return str(value.decode("ascii"))', f'return str(value.decode("ascii")){change}'),
            ("return secrets.token_hex(16)", f'return "{word}-" + secrets.token_hex({rng.randrange(8, 16)})'),
        ),
    )
