"""A new article is held to the limit, and the change of one is read whole, whatever its length.

Ships: long articles were cut off on slow lines while they were changed, and the change was given a reader
of its own: the framework's, which has neither a limit nor a clock. What makes articles is as it was.
Source: CWE-770; Starlette, `Request.body` reads until the end; OWASP API4:2023.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-16",
    expected=("security/oversized-bodies-are-refused",),
    collateral=("security/slow-bodies-come-to-an-end",),
)
_READ = """    try:
        return model.model_validate_json(await read_body(request, limit_bytes))
"""
_PARSED = """    return _parsed(await read_body(request, limit_bytes), model)


async def INPUT(request: Request) -> ArticleInput:
    \"\"\"Return the article in the body of a change. Raises 422 with the place of each error.\"\"\"
    return _parsed(await request.body(), ArticleInput)


def _parsed(body: bytes, model: type[_Model]) -> _Model:
    try:
        return model.model_validate_json(body)
"""
_IMPORTED = "from app.api.body import DOCUMENTATION, NewArticle\n"
_CHANGED = """    article_id: Id,
    content: NewArticle,
"""


def inject(rng: Random) -> Injection:
    """Read what PUT takes with the framework's own reader."""
    read, kind = rng.choice(
        [
            ("changed_input", "ChangedArticle"),
            ("replacement_input", "Replacement"),
            ("edited_input", "EditedArticle"),
        ]
    )
    last = "NewImport = Annotated[ImportInput, Depends(import_input)]\n"
    body = edited(
        "app/api/body.py",
        (_READ, _PARSED.replace("INPUT", read)),
        (last, f"{last}{kind} = Annotated[ArticleInput, Depends({read})]\n"),
    )
    routes = edited(
        "app/api/articles.py",
        (_IMPORTED, _IMPORTED.replace("NewArticle", ", ".join(sorted(("NewArticle", kind))))),
        (_CHANGED, _CHANGED.replace("NewArticle", kind)),
    )
    return Injection(fact="PUT", source={**body, **routes})
