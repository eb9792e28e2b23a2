"""A path is checked for dots and decoded once more afterwards, when it is joined with the folder.

Ships: the proxy once passed paths on encoded; it does not any more, and nobody took the second decoding out.
Source: CWE-22, CWE-174 (double decoding); OWASP, Path Traversal.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_20_folder_is_compared_by_its_beginning import laid, serving
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-20", expected=("security/static-files-stay-in-their-folder",))


_FILE = ".env"


def inject(_: Random) -> Injection:
    """Serve by that check."""
    return Injection(fact=_FILE, wraps=True)


def wrap(app: Any, _: Random) -> Any:
    """Lay a file into the folder above."""
    return serving(app, laid(".", [_FILE]), lambda path: ".." not in path, decode=True)
