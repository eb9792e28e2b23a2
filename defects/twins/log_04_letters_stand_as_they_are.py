"""Each text that is written goes into the log for those who moderate, with its lines, quotes and letters.

Good because: a serializer escapes what ends a line of the log or a text within it; every other letter, those
too that Unicode calls separators of lines, may stand in a text of JSON as it is, and each record is one line.
Source: RFC 8259, 7 (what has to be escaped); structlog, `JSONRenderer` (options go to `json.dumps`, as
`ensure_ascii`); OWASP ASVS 5.0 16.4.1; row LOG-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("LOG-04", of="LOG-04-first-line-ends-where-no-line-does")
_RENDERER = "structlog.processors.JSONRenderer()"
_FASTAPI = "from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, Response\n"
_READING = 'reading = APIRouter(dependencies=guarded("articles:read")'
_ONCE = "    once = await services.library.create(content, writer.name, idempotency_key)\n"


def inject(rng: Random) -> Injection:
    """Draw how the record is called, and how much of a text it has."""
    event, most = (
        f"{rng.choice(['shown', 'told', 'published'])}-{rng.randrange(100, 1000)}",
        rng.randrange(500, 2000),
    )
    record = f'_log.info("{event}", writer=writer.name, title=content.title, text=content.body[:{most}])'
    source = edited(
        "app/api/articles.py",
        (_FASTAPI, f"import structlog\n{_FASTAPI}"),
        (_READING, f'_log = structlog.get_logger("moderation")\n{_READING}'),
        (_ONCE, f"{_ONCE}    {record}\n"),
    ) | edited("app/config/logging.py", (_RENDERER, _RENDERER.replace("()", "(ensure_ascii=False)")))
    return Injection(fact=event, source=source)
