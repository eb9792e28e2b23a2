"""What the page's own script asks for is refused without a key, in a realm of its own.

Good because: the browser's word decides what the refusal says, and nothing else.
Source: Fetch Metadata Request Headers, 5.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from defects.security.seh_08_own_page_needs_no_key import CALL, DOC
from proving.seed import Injection, Twin

TWIN = Twin("SEH-08", of="SEH-08-own-page-needs-no-key")


def inject(rng: Random) -> Injection:
    """Name another realm."""
    name = rng.choice(["page", "own-page", "suggestions"])
    source = edited(
        "app/api/auth.py",
        (
            f"{CALL}{DOC}",
            (
                f"{CALL.replace('client: Client', 'client: Client, request: Request')}{DOC}"
                '        own = request.headers.get("sec-fetch-site") == "same-origin"\n'
                '        if client is None and own and self.scope == "articles:read":\n'
                f'            raise _denied(401, "sign in first", \'Bearer realm="{name}"\')\n'
            ),
        ),
    )
    return Injection(fact="/search", source=source)
