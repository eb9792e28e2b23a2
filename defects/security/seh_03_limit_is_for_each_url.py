"""The limit of tries is kept for each URL, and a client writes any URL that it likes.

Ships: the key of the limiter holds the whole URL, with its query; `?1`, `?2` and so on have their own.
Source: OWASP ASVS 5.0 6.3.1; slowapi, "key function".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",))


def inject(rng: Random) -> Injection:
    """Put it into the key."""
    what = rng.choice(["request.url", "request.url.query", "request.headers.get('user-agent', '')"])
    return Injection(fact="wrong key", source=counting(what))


def counting(what: str) -> dict[str, str | None]:
    """Count by address and by what this says of the request."""
    change = ('f"sign-in:{address}"', f'f"sign-in:{{address}}:{{{what}}}"')
    return edited("app/page/routes.py", change)
