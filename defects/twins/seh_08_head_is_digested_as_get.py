"""A middleware computes a digest of each answer's content, and HEAD goes without one.

Good because: HEAD may leave out what is known only from the content.
Source: RFC 9110, 9.3.2.
"""

from __future__ import annotations

import base64
import hashlib
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Injection, Twin

TWIN = Twin("SEH-08", of="SEH-08-head-has-nothing-to-digest")


def inject(_: Random) -> Injection:
    """Serve with the middleware."""
    return Injection(fact="HEAD", wraps=True)


def wrap(app: ASGIApp, _: Random) -> ASGIApp:
    """Add the header where there is something to digest."""

    def change(_: Scope, answer: Answer) -> Answer:
        if not answer.body:
            return answer
        digest = base64.b64encode(hashlib.sha256(answer.body).digest()).decode()
        return answer.with_header("content-digest", f"sha-256=:{digest}:")

    return Rewrite(app, change)
