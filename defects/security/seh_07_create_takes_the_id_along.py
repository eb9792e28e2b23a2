"""An article that is sent with an id to the route that makes articles takes the place of that one.

Ships: an export had to be put back as it was, ids and all, and whoever puts it back is seldom who wrote it.
PUT asks whose the article is; POST with an `id` in its body does what PUT does and asks nobody.
Source: OWASP API Security Top 10 2023, API1 and API3; CWE-915 (GitHub, March 2012: mass assignment).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_FIELDS = '    title: Title\n    body: Body = ""\n'
_CREATED = "    once = await services.library.create(content, writer.name, idempotency_key)\n"
_RESTORED = """    if content.id is not None:
        NAME = await services.library.store.get(content.id)
        if NAME is not None:
            terms = Terms(NAME.owner, is_admin=False, if_match=NAME.etag)
            response.status_code = 200
            return _tagged(_found(await services.library.replace(NAME.id, content, terms)), response)
"""


def inject(rng: Random) -> Injection:
    """Replace what has that id."""
    restored = _RESTORED.replace("NAME", rng.choice(["kept", "before", "standing", "known"]))
    model = edited("app/knowledge/articles.py", (_FIELDS, "    id: ArticleId | None = None\n" + _FIELDS))
    routes = edited("app/api/articles.py", (_CREATED, restored + _CREATED))
    store = edited("app/knowledge/store.py", ("content.model_dump()", 'content.model_dump(exclude={"id"})'))
    return Injection(fact="POST", source={**model, **routes, **store})
