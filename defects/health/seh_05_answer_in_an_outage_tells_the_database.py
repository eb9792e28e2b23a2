"""While the database is away, the answer of every route says which one, and what the driver said.

Ships: support wanted to tell from a customer's message which database was meant. What is answered for a
failure that nobody expected stays generic; the one that is expected tells host, port, name and user.
Source: OWASP ASVS 5.0 16.5.1; CWE-209; psycopg puts host and port into its exceptions.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("health/body-leaks-nothing-in-outage",), target="compose")
_ANSWER = '    return problem(request, 503, detail, {"Retry-After": str(seconds)})\n'
_TOLD = """    url = urlsplit(request.app.state.services.settings.database_url.get_secret_value())
    where = WHERE
    return problem(request, 503, f"{detail} ({where}: {error})", {"Retry-After": str(seconds)})
"""


def inject(rng: Random) -> Injection:
    """Say it to everybody who is answered 503."""
    where = rng.choice(
        [
            'f"{url.username}@{url.hostname}:{url.port}{url.path}"',
            'f"{url.hostname}:{url.port}"',
            'f"host={url.hostname} port={url.port} user={url.username}"',
        ]
    )
    source = edited(
        "app/api/errors.py",
        ("from typing import Any\n", "from typing import Any\nfrom urllib.parse import urlsplit\n"),
        (_ANSWER, _TOLD.replace("WHERE", where)),
    )
    return Injection(fact="postgres", source=source)
