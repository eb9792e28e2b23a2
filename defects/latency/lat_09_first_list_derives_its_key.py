"""The first list of each process derives the key that its links are signed by; all else is quick at once.

Ships: a link to the next page was to be one that nobody makes up. Its key comes from the signing key by the
function and the number of rounds that a guide recommends for passwords, multiplied for good measure, and is
remembered from then on: no test that asks twice sees what it costs, and readiness does not ask for a list.
Source: https://github.com/florimondmanca/djangorestframework-api-key/issues/173 (a function for passwords
where keys are random); Google SRE Book, chapter 22, "Slow Startup and Cold Caching"; row LAT-09 of the
catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-09", expected=("latency/first-requests-within-budget",))
_SIGNATURE = (
    "async def list_articles(services: ServicesOf, limit: Limit = 20, offset: Offset = 0) -> ArticlePage:\n"
)
_WITH_RESPONSE = """async def list_articles(
    services: ServicesOf, response: Response, limit: Limit = 20, offset: Offset = 0
) -> ArticlePage:
"""
_RETURN = "    return ArticlePage(items=items, limit=limit, offset=offset)\n"
_LINK = """    seed = services.settings.signing_keys[0].key
    response.headers["Link"] = next_page(seed, limit, offset)
"""
_IMPORT = "from app.api.services import ServicesOf\n"
_PAGING = '''"""Links from one page of the list to the next, signed so that nobody makes them up."""

import hashlib
import hmac
from functools import cache

from pydantic import SecretStr

ROUNDS = {rounds}


def next_page(seed: SecretStr, limit: int, offset: int) -> str:
    """Return the Link header of a page (RFC 8288)."""
    target = f"/articles?limit={{limit}}&offset={{offset + limit}}"
    signature = hmac.digest(_key(seed.get_secret_value()), target.encode(), "sha256").hex()
    return f'<{{target}}&signature={{signature}}>; rel="next"'


@cache
def _key(seed: str) -> bytes:
    """Derive the key for links, so that the signing key itself signs tokens alone."""
    return hashlib.pbkdf2_hmac("sha512", seed.encode(), b"{salt}", ROUNDS)
'''


def inject(rng: Random) -> Injection:
    """Derive it in so many rounds: two or three seconds, once in each process."""
    salt = f"{rng.choice(['pages', 'links', 'lists'])} {rng.randrange(2020, 2026)}"
    articles = edited(
        "app/api/articles.py",
        (_IMPORT, f"from app.api.paging import next_page\n{_IMPORT}"),
        (_SIGNATURE, _WITH_RESPONSE),
        (_RETURN, _LINK + _RETURN),
    )
    paging = _PAGING.format(rounds=rng.randrange(1_800_000, 2_200_000, 10_000), salt=salt)
    return Injection(fact="list", source={**articles, "app/api/paging.py": paging})
