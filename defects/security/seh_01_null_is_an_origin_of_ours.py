"""Pages without an origin may read answers with the user's credentials, and any page makes itself such a one.

Ships: an export of the handbook is opened from the disk, and a browser says `Origin: null` for it; the list
of origins got one entry more. A frame with `sandbox` says the same, whoever's page it is in.
Source: PortSwigger, "CORS vulnerabilities" (whitelisted null origin value); Fetch, "serializing an origin";
CWE-942.
"""

from __future__ import annotations

from random import Random

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-01", expected=("security/foreign-origin-is-not-trusted",))


def inject(_rng: Random) -> Injection:
    """Serve with that list."""
    return Injection(fact="null", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Trust one's own page, and those that have no origin."""
    own = f"https://{rng.choice(['app', 'handbook', 'wiki'])}.ukp.example"
    return CORSMiddleware(app, allow_origins=[own, "null"], allow_credentials=True, allow_methods=["*"])
