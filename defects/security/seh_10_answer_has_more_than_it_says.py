"""An answer holds a field more than its model has: one of the inside.

Ships: `response_model` is dropped for speed, and the row goes out as it is.
Source: OWASP ASVS 5.0 15.3.1; OWASP API3:2023.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-10", expected=("security/answers-hold-what-is-promised",))


def inject(rng: Random) -> Injection:
    """Let one more out."""
    return Injection(fact=_field(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Put it into each article."""
    field, value = _field(rng), f"{rng.randrange(16**12):012x}"
    return changing(app, lambda article: article | {field: value})


def changing(app: ASGIApp, change: Callable[[dict[str, Any]], dict[str, Any]]) -> ASGIApp:
    """Change each article of an answer."""

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        if not scope["path"].startswith("/articles") or answer.status not in (200, 201) or not answer.body:
            return answer
        page: Any = json.loads(answer.body)
        page = page | {"items": [change(one) for one in page["items"]]} if "items" in page else change(page)
        return Answer(answer.status, answer.headers, json.dumps(page).encode())

    return Rewrite(app, rewrite)


def _field(rng: Random) -> str:
    return rng.choice(["owner_key_sha256", "search_vector", "tenant_shard", "moderation_note"])
