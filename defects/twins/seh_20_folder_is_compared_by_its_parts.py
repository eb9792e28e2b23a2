"""A path is resolved and compared with the folder by its parts; its neighbour's name begins alike.

Good because: what is not below the folder is not found, whichever way it is written.
Source: Python, PurePath.is_relative_to; CWE-22.
"""

from __future__ import annotations

from random import Random
from typing import Any

from app.page.assets import public_name
from defects.security.seh_20_folder_is_compared_by_its_beginning import laid, neighbour_of, serving
from proving.seed import Injection, Twin

TWIN = Twin("SEH-20", of="SEH-20-folder-is-compared-by-its-beginning")


def inject(rng: Random) -> Injection:
    """Serve by that comparison."""
    return Injection(fact=neighbour_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Lay a neighbour beside the folder."""
    folder = laid(neighbour_of(rng), [public_name("style.css")]).resolve()
    return serving(app, folder, lambda path: (folder / path).resolve().is_relative_to(folder))
