"""A session that was alive is taken for alive for some time, in each process, also after its sign-out.

Ships: each page asked the database whether its session has ended; the answer is kept for a while, and the
process that ends a session does not tell the others.
Source: OWASP ASVS 5.0 7.4.1; CWE-613; CWE-524.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/session-ends-with-its-sign-out",))


def inject(rng: Random) -> Injection:
    """Keep the answer, whichever it was."""
    return remembering(rng, "")


def remembering(rng: Random, condition: str) -> Injection:
    """Keep the answer in each process for some time, on a condition."""
    seconds = rng.choice([60, 120, 300])
    source = edited(
        "app/knowledge/sessions.py",
        ('"""Sessions that ended', '"""Sessions that ended'),
        ("from datetime import", "import time\nfrom datetime import"),
        (
            "        self._database = database\n",
            "        self._database = database\n        self._known: dict[str, tuple[float, bool]] = {}\n",
        ),
        (
            "        statement = select(kept.c.key)",
            (
                "        until, known = self._known.get(token_id, (0.0, False))\n"
                "        if time.monotonic() < until:\n"
                "            return known\n"
                "        statement = select(kept.c.key)"
            ),
        ),
        (
            "        return found.first() is not None\n",
            (
                "        ended = found.first() is not None\n"
                f"        {condition}self._known[token_id] = (time.monotonic() + {seconds}, ended)\n"
                "        return ended\n"
            ),
        ),
    )
    return Injection(fact="GET / with", source=source)
