"""What belongs to somebody else is answered as if it were not there.

Good because: nobody changes it, and nobody even learns of it.
Source: OWASP ASVS 5.0 8.2.2; RFC 9110, 15.5.4 (404 in the place of 403).
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Injection, Twin

TWIN = Twin("SEH-07", of="SEH-07-owner-is-not-looked-at")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="404", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer 404 for 403 on single articles."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if answer.status != 403 or not scope["path"].startswith("/articles/"):
            return answer
        document = json.loads(answer.body) | {
            "status": 404,
            "title": "Not Found",
            "detail": "there is no such article",
        }
        return replace(answer, status=404, body=json.dumps(document).encode())

    return Rewrite(app, change)
