"""Whoever comes with a token instead of a key may change what others own, by one method.

Ships: a job of the night tidies up what clients left, and comes with a token. Its exception was made for
tokens, not for the job: every client makes one with its own key.
Source: OWASP API1:2023, broken object level authorization; API5:2023 for roles that follow from how
somebody signed in. General experience.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",), starred=True)

_PLACES = {
    "PUT": "    terms = _terms(writer, if_match)\n",
    "DELETE": "delete(article_id, _terms(writer, if_match))",
}
_TERMS = "def _terms(writer: Caller, if_match: str | None) -> Terms:\n"
_TIDYING = '''def _tidying(writer: Caller, if_match: str | None) -> Terms:
    """Return terms by which jobs, which come with a token, may tidy up behind every client."""
    return Terms(writer.name, writer.is_admin or writer.by_token, if_match)


'''


def inject(rng: Random) -> Injection:
    """Make the exception for one method."""
    method = rng.choice(sorted(_PLACES))
    place = _PLACES[method]
    source = edited(
        "app/api/articles.py", (place, place.replace("_terms(", "_tidying(")), (_TERMS, _TIDYING + _TERMS)
    )
    return Injection(fact=method, source=source)
