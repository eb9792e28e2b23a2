"""A name is joined with the folder of files, and one that begins with a slash leads out of it.

Ships: fonts came in a folder of their own, and the route takes names without slashes; lines in front of the
routes serve what is there. They refuse dots. `/assets//etc/passwd` has none, and pathlib takes the last of
two paths that both begin at the root.
Source: https://docs.python.org/3/library/pathlib.html (an absolute path on the right); CWE-36; row SEH-20.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-20", expected=("security/static-files-stay-in-their-folder",))
_MODULE = '''"""Files of the page that lie in folders: served as they are, before any route is asked."""

import mimetypes
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDER = Path(__file__).parent / "assets"
_PREFIX = "/assets/"


class ServeFiles:
    """Answers GET of a file that is there; all else is the application's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it asks for a file."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(_PREFIX):
            name = scope["path"].removeprefix(_PREFIX)
            if ".." not in name.split("/") and (file := _FOLDER / name).is_file():
                kind = mimetypes.guess_type(name)[0] or "text/plain"
                headers = {"Cache-Control": "no-cache"}
                await Response(file.read_bytes(), headers=headers, media_type=kind)(scope, receive, send)
                return
        await self._app(scope, receive, send)
'''


def inject(rng: Random) -> Injection:
    """Put the lines in front of the routes, and a folder beside the style."""
    folder = rng.choice(["fonts", "type", "licences", "themes"])
    imported = "from app.page import router as page\n"
    first = "    app.add_middleware(AnswerForOwnHosts, hosts=Hosts(settings.allowed_hosts))\n"
    application = edited(
        "app/api/application.py",
        (imported, imported + "from app.page.files import ServeFiles\n"),
        (first, "    app.add_middleware(ServeFiles)\n" + first),
    )
    text = f"Set in the reader's own type, size {rng.randrange(12, 20)}.\n"
    added: dict[str, str | None] = {
        "app/page/files.py": _MODULE,
        f"app/page/assets/{folder}/notice.txt": text,
    }
    return Injection(fact="/assets/", source={**application, **added})
