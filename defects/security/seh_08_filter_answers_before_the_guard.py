"""Requests that look like an attack are refused by a filter, in other words than the guard's.

Ships: a filter of requests was switched on in front, with its own status: a client whose key has run out is
told that it may never, and gives up, in the place of signing in again; and who has no key learns what the
filter knows.
Source: OWASP Core Rule Set, rules 941100 and 942100 (403), and the 406 of hosters' rules for ModSecurity; RFC
9110, 15.5.2 and 15.5.4.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from random import Random
from urllib.parse import unquote_plus

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-08", expected=("security/responses-have-the-promised-status",))
_SUSPICIOUS = re.compile(r"<\s*script\b|\bunion\s+(?:all\s+)?select\b", re.IGNORECASE)


def inject(rng: Random) -> Injection:
    """Serve behind the filter."""
    return Injection(fact=f"status {_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Refuse what the query holds."""
    status = _status(rng)
    body = {"type": "about:blank", "title": "Request refused", "status": status}

    def change(scope: Scope, answer: Answer) -> Answer:
        query = unquote_plus(scope["query_string"].decode("latin-1"))
        if answer.status != 401 or not _SUSPICIOUS.search(query):
            return answer
        return replace(
            answer.without_header("www-authenticate"), status=status, body=json.dumps(body).encode()
        )

    return Rewrite(app, change)


def _status(rng: Random) -> int:
    return rng.choice([403, 406])
