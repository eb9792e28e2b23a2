"""Who is refused gets his answer when his body has ended, and it need not ever end.

Ships: clients saw a broken connection in the place of 401, for they were still sending; so what is left of
the body is read and thrown away before the refusal. That has no clock and no limit, and needs no credential:
each body that dribbles on keeps a connection and a task for as long as its sender likes.
Source: CWE-400; Apache Tomcat, `maxSwallowSize`; nginx, `lingering_time`, which bound this; row SEH-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/slow-bodies-come-to-an-end",))
_SCOPE = """    async def __call__(self, client: Client) -> Caller:
        \"\"\"Return who asks. Raises 401 for nobody known, 403 for one without the scope.\"\"\"
        known"""


def inject(rng: Random) -> Injection:
    """Throw the rest away before the refusal."""
    word = rng.choice(["_swallow", "_drain", "_read_away"])
    guarded = f"""    async def __call__(self, request: Request, client: Client) -> Caller:
        \"\"\"Return who asks. Raises 401 for nobody known, 403 for one without the scope.\"\"\"
        if client is None or self.scope not in client.scopes:
            await {word}(request)
        known"""
    function = f'''async def {word}(request: Request) -> None:
    """Let the client finish, so that it reads why it is refused."""
    async for _ in request.stream():
        pass


class RequireScope:'''
    changes = ((_SCOPE, guarded), ("class RequireScope:", function))
    return Injection(fact="/articles", source=edited("app/api/auth.py", *changes))
