"""Nobody looks whose the article is, and its Location is no path below the one that made it.

Ships: the check stood in the handler that was rewritten; Location is relative, or built from the host's name
inside, or not there at all.
Source: OWASP API Security Top 10, API1:2023; RFC 9110, 10.2.2 (Location may be relative).
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from defects.security import seh_07_owner_is_not_looked_at as unchecked
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_FORMS = ["articles/{id}", "http://app:8000/articles/{id}", "//inside/articles/{id}#made", ""]


def inject(rng: Random) -> Injection:
    """Serve with one handler that does not look."""
    return unchecked.inject(rng)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Say in another way where a new article is."""
    open_ = unchecked.wrap(app, rng)
    form = rng.choice(_FORMS)

    def change(_: Scope, answer: Answer) -> Answer:
        if answer.status != 201:
            return answer
        named = form.replace("{id}", str(json.loads(answer.body)["id"]))
        return answer.with_header("location", named) if named else answer.without_header("location")

    return Rewrite(open_, change)
