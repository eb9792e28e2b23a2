"""An object of a body may not say a name twice: each name is looked for among those before it.

Good because: those are a set, and as many as a body can hold take a few milliseconds.
Source: RFC 8259, 4 (names should be unique); CWE-407; row SEH-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("SEH-15", of="SEH-15-names-in-a-body-are-looked-up-in-a-list")
_OLD = "        return model.model_validate_json(await read_body(request, limit_bytes))\n"
_TYPE = '_Model = TypeVar("_Model", bound=BaseModel)\n'
_ONCE = '''

def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that comes twice."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise HTTPException(422, "a name of the body comes twice")
        seen.add(name)
    return dict(pairs)

'''


def inject(_rng: Random) -> Injection:
    """Look at the names before the article is made."""
    new = """        body = await read_body(request, limit_bytes)
        try:
            json.loads(body, object_pairs_hook=_once)
        except (ValueError, RecursionError):
            pass  # said below, with its place
        return model.model_validate_json(body)
"""
    changes = (("import asyncio\n", "import asyncio\nimport json\n"), (_OLD, new), (_TYPE, _TYPE + _ONCE))
    return Injection(fact="/articles", source=edited("app/api/body.py", *changes))
