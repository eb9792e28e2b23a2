"""While the service cannot answer, whoever has any session gets the page as it was last answered well.

Ships: an outage was to show the last page in the place of an error (`stale-if-error`). What is kept is told
apart by its address and by whether there is a cookie, not by whose: who signed out, or another one, sees the
page of whoever was there last, since whether a session has ended is what cannot be asked.
Source: RFC 5861, 4 (stale-if-error); RFC 9111, 3.5 and 4.1; OWASP ASVS 5.0 16.5.3.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-19", expected=("security/refusals-hold-in-outage",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve behind that store."""
    return Injection(fact="database", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep the last good answer of each page; for an hour or so, which is longer than any session."""
    kept: dict[tuple[str, bytes, bool], Answer] = {}

    def stored(scope: Scope, answer: Answer) -> Answer:
        if scope["method"] != "GET" or not answer.header("content-type").startswith("text/html"):
            return answer
        signed_in = any(name == b"cookie" for name, _ in scope["headers"])
        place = (scope["path"], scope["query_string"], signed_in)
        if answer.status == 200:
            kept[place] = answer
        return kept.get(place, answer) if answer.status >= 500 else answer

    return Rewrite(app, stored)
