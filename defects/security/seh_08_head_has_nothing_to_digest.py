"""A middleware computes a digest of each answer's content, and breaks where HEAD leaves it out.

Ships: clients wanted `Content-Digest`; it was tried with GET. Who asks by HEAD gets an error of the server.
Source: RFC 9530, 2 and B.2 (HEAD); RFC 9110, 9.3.2; row SEH-08.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-08",
    expected=("security/responses-have-the-promised-status",),
    # without a credential as well
    collateral=("security/every-route-requires-a-credential",),
)


def inject(_: Random) -> Injection:
    """Serve with the middleware."""
    return Injection(fact="HEAD", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add the header; what has no content to be digested ends as the framework ends what was raised."""
    failed = rng.choice([500, 502])

    def change(scope: Scope, answer: Answer) -> Answer:
        if answer.body or answer.status in (204, 304):
            digest = base64.b64encode(hashlib.sha256(answer.body).digest()).decode()
            return answer.with_header("content-digest", f"sha-256=:{digest}:")
        if scope["method"] != "HEAD":
            return answer
        body = json.dumps({"type": "about:blank", "title": "Failed", "status": failed}).encode()
        return replace(
            answer.with_header("content-type", "application/problem+json"), status=failed, body=body
        )

    return Rewrite(app, change)
