"""An answer has other fields than its model.

Good because: it has one less.
Source: OWASP ASVS 5.0 15.3.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.seh_10_answer_has_more_than_it_says import changing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-10", of="SEH-10-answer-has-more-than-it-says")


def inject(rng: Random) -> Injection:
    """Leave one out."""
    del rng
    return Injection(fact="a field less", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave it out of each article."""
    field = rng.choice(["created_at", "updated_at"])
    return changing(app, lambda article: {name: value for name, value in article.items() if name != field})
