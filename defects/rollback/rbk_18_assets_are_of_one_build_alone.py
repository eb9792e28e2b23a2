"""A release has its own assets alone, under names with the hash of their content.

Ships: each image has what its own build made. A page that one half of the replicas has sent asks the other
half for its style, while the release is rolled out, and finds nothing.
Source: denoland/celld issue 161; archestra#2316.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from random import Random
from typing import Any

from defects.generations import generation
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-18", expected=("rollback/assets-are-there-at-either-release",), target="compose")
_FILE = "style.css"


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 404", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Have another style in each release, and those of no other one."""
    number = generation()
    return having(app, rng, number, [number])


def having(app: Any, rng: Random, number: int, known: list[int]) -> Any:
    """Name the style of a release on the page, and have those of the releases that are known."""
    page, shade = _page(), f"{rng.randrange(0x1000000):06x}"
    files = page["_BY_FILE"]
    builds = {one: _build(files[_FILE], shade, one) for one in known}
    files[_FILE] = builds[number]
    table = {one.name: one for one in (*files.values(), *builds.values())}
    page["asset"] = table.get
    return app


def names() -> set[str]:
    """Return what the page names."""
    return {one.name for one in _page()["_BY_FILE"].values()}


def _page() -> dict[str, Any]:
    """Return what the module of the assets holds; it cannot be read before the whole of the service is."""
    return vars(import_module("app.page.assets"))


def _build(plain: Any, shade: str, number: int) -> Any:
    content = plain.content + f"\nmark {{ color: #{shade}; order: {number} }}\n".encode()
    digest = sha256(content).hexdigest()[:16]
    return replace(plain, name=f"style.{digest}.css", content=content)
