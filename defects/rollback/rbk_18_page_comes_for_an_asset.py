"""A release answers the name of an asset that it does not have with its page.

Ships: a client that routes by itself needs the page under each of its paths, and the catch-all does not tell
a path from a file. The browser refuses a style that is a page, and what lies between may keep it.
Source: vercel/serve issue 576; suitenumerique/conversations issue 714.
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.generations import generation
from defects.rollback import rbk_18_assets_are_of_one_build_alone as alone
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-18", expected=("rollback/assets-are-there-at-either-release",), target="compose")
_FOLDER = "/assets/"


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="text/html", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Have another style in each release, and the page in place of any other."""
    number = generation()
    alone.having(app, rng, number, [number])
    known = alone.names()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and path.startswith(_FOLDER) and path.removeprefix(_FOLDER) not in known:
            scope = {**scope, "path": "/", "raw_path": b"/"}
        await app(scope, receive, send)

    return application
