"""What the page's own script asks for is answered without a key.

Ships: the page got suggestions while one types, which its script fetches from the API; the session's cookie
opens nothing there, and a browser says `Sec-Fetch-Site: same-origin` of what its own page asks. Whoever is no
browser says so as well.
Source: Fetch Metadata Request Headers, 5 (servers must not take it for authentication); OWASP ASVS 5.0 8.2.1;
row SEH-08.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-08", expected=("security/every-route-requires-a-credential",))
CALL = "    async def __call__(self, client: Client) -> Caller:\n"
DOC = '        """Return who asks. Raises 401 for nobody known, 403 for one without the scope."""\n'


def inject(rng: Random) -> Injection:
    """Take the browser's word for it."""
    name = rng.choice(["page", "own-page", "suggestions"])
    source = edited(
        "app/api/auth.py",
        (
            f"{CALL}{DOC}",
            (
                f"{CALL.replace('client: Client', 'client: Client, request: Request')}{DOC}"
                '        own = request.headers.get("sec-fetch-site") == "same-origin"\n'
                '        if client is None and own and self.scope == "articles:read":\n'
                f'            return Caller("{name}", ("articles:read",), by_token=False)\n'
            ),
        ),
    )
    return Injection(fact="/search", source=source)
