"""A path is resolved and compared with the folder by its beginning, as its neighbour's name begins too.

Ships: `startswith(folder)` stands there for years, until a release leaves the old files beside the new ones.
Source: CWE-22; GHSA-v5gw-mw7f-84px, CVE-2023-29159 (starlette).
"""

from __future__ import annotations

import os.path
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.page.assets import public_name
from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-20", expected=("security/static-files-stay-in-their-folder",))
_MOUNT = "/assets/"
_FILES = ROOT / "app" / "page" / "assets"


def neighbour_of(rng: Random) -> str:
    """Draw the neighbour's name."""
    return f"assets{rng.choice(['-old', '.bak', '2'])}"


def inject(rng: Random) -> Injection:
    """Serve by that comparison."""
    return Injection(fact=f"{neighbour_of(rng)}/", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Lay a neighbour beside the folder."""
    folder = laid(neighbour_of(rng), [public_name(file.name) for file in _FILES.iterdir()])
    return serving(app, folder, lambda path: os.path.normpath(folder / path).startswith(str(folder)))


def laid(neighbour: str, names: list[str]) -> Path:
    """Copy the release's files into a folder, and lay others beside it; return the folder."""
    above = Path(tempfile.mkdtemp(prefix="gonogo-seed-"))
    (above / "assets").mkdir()
    for file in _FILES.iterdir():
        (above / "assets" / file.name).write_bytes(file.read_bytes())
    (above / neighbour).mkdir(exist_ok=True)
    for name in names:
        (above / neighbour / name).write_text("not for the public", encoding="utf-8")
    return above / "assets"


def serving(app: Any, folder: Path, allowed: Callable[[str], bool], *, decode: bool = False) -> ASGIApp:
    """Serve the folder's files before the release does."""
    missing = Response("not found", 404, media_type="text/plain; charset=utf-8")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        named = str(scope.get("path", ""))
        inside = scope["type"] == "http" and named.startswith(_MOUNT) and ".." in unquote(named)
        if not inside:
            await app(scope, receive, send)
            return
        path = named.removeprefix(_MOUNT)
        there = folder / (unquote(path) if decode else path)
        found = allowed(path) and there.is_file()
        await (FileResponse(there) if found else missing)(scope, receive, send)

    return application
