"""An object of a body may not say a name twice, and each name is looked for in a list of those before it.

Ships: a client sent a title twice and wondered which one counted. Names were kept in a list, since an
article has two; a body within its limit holds some ten thousand, and the loop compares each of them with
all others.
Source: CWE-407; row SEH-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-holds-up-the-next-client",))
_OLD = "        return model.model_validate_json(await read_body(request, limit_bytes))\n"
_TYPE = '_Model = TypeVar("_Model", bound=BaseModel)\n'
_ONCE = '''

def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that comes twice."""
    seen: KEPT
    for name, _ in pairs:
        if name in seen:
            raise HTTPException(422, "a name of the body comes twice")
        seen.ADDED(name)
    return dict(pairs)

'''


def inject(_rng: Random) -> Injection:
    """Keep them in a list."""
    return keeping("list[str] = []", "append")


def keeping(kept: str, added: str) -> Injection:
    """Look at the names before the article is made, kept in some collection, which one is added to."""
    once = _ONCE.replace("KEPT", kept).replace("ADDED", added)
    new = """        body = await read_body(request, limit_bytes)
        try:
            json.loads(body, object_pairs_hook=_once)
        except (ValueError, RecursionError):
            pass  # said below, with its place
        return model.model_validate_json(body)
"""
    changes = (("import asyncio\n", "import asyncio\nimport json\n"), (_OLD, new), (_TYPE, _TYPE + once))
    return Injection(fact="/articles", source=edited("app/api/body.py", *changes))
