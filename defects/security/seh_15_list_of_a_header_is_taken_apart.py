"""The page takes a list in a header apart by a pattern in which blanks belong to two of its parts.

Ships: before the page is translated, it is logged what its readers would rather have. `a`, some thousand
blanks and a semicolon are parted in every way that there is, and meanwhile the process answers nobody.
Source: CVE-2016-10539 (negotiator, Accept-Language); CWE-1333; row SEH-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-holds-up-the-next-client",))
_SEARCH = '    """Show the search form, and below it what was found; nobody\'s page asks to sign in."""\n'
_PATTERN = r"""_ENTRY = re.compile(r"\s*([^,;]+)(?:;\s*q=([0-9.]+)\s*)?(?:,|$)")
_log = structlog.get_logger(__name__)
"""
_WANTED = '''def _wanted(request: Request) -> list[str]:
    """Return what a reader would rather have, best first."""
    found = _ENTRY.findall(request.headers.get("HEADER", ""))
    found.sort(key=lambda entry: entry[1] or "1", reverse=True)
    return [name.strip().lower() for name, _ in found]


'''


def inject(rng: Random) -> Injection:
    """Look at one header."""
    header = rng.choice(["accept-language", "accept-charset", "accept"])
    source = edited(
        "app/page/routes.py",
        ("from typing import Any\n", "import re\nfrom typing import Any\n"),
        ("from fastapi import APIRouter", "import structlog\nfrom fastapi import APIRouter"),
        ("RESULTS = 20\n", f"RESULTS = 20\n{_PATTERN}"),
        (_SEARCH, _SEARCH + '    _log.debug("page_wanted", best=_wanted(request)[:1])\n'),
        ("async def _found(", _WANTED.replace("HEADER", header) + "async def _found("),
    )
    return Injection(fact=header, source=source)
