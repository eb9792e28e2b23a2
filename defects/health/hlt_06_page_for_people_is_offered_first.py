"""The health page is for people as well, and whoever does not say what he wants is taken for one of them.

Ships: `text/html` stands first in the list of what is offered, and `*/*`, which is what programs send that
say nothing, is the first of the list. A dashboard that reads the state finds a page with 200.
Source: https://github.com/codingjoe/django-health-check/pull/216 (probes that set no header get HTML); RFC
9110, 12.5.1; row HLT-06 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-06",
    expected=("health/overall-answers",),
    # the state that such a body says is nowhere to be read
    collateral=("health/status-agrees-with-body",),
    starred=True,
)
_IMPORTS = "from typing import Any\n"
_RESPONSES = "from fastapi.responses import JSONResponse\n"
_ROUTER = "router = APIRouter()\n"
_ANSWER = "    return _health(status, version="
_PAGE = """    if _wanted(request) == "text/html":
        rows = "".join(f"<tr><td>{name}<td>{check['status']}" for name, (check,) in checks.items())
        page = f"<!doctype html><title>{title}</title><h1>{status}</h1><table>{rows}</table>"
        return HTMLResponse(page, 503 if status == "fail" else 200)
"""
_WANTED = '''

def _wanted(request: Request) -> str:
    """Return the first of what is offered that the client takes, in its own order."""
    for entry in request.headers.get("accept", "*/*").split(","):
        accepted = entry.split(";")[0].strip().lower()
        for offered in OFFERED:
            if fnmatch(offered, accepted):
                return offered
    return MEDIA_TYPE
'''


def inject(rng: Random) -> Injection:
    """Offer the page first."""
    return offering(rng, '("text/html", MEDIA_TYPE)')


def offering(rng: Random, order: str) -> Injection:
    """Offer a page with some title beside the answer for programs."""
    title = f"{rng.choice(['Health', 'State', 'Status'])} of {rng.choice(['ukp', 'us', 'knowledge'])}"
    changes = (
        (_IMPORTS, f"from fnmatch import fnmatch\n{_IMPORTS}"),
        (_RESPONSES, "from fastapi.responses import HTMLResponse, JSONResponse\n"),
        (_ROUTER, f"{_ROUTER}OFFERED = {order}\n"),
        ('\n\n@router.get("/health/live")\n', f'{_WANTED}\n\n@router.get("/health/live")\n'),
        (_ANSWER, _PAGE.replace("{title}", title) + _ANSWER),
    )
    return Injection(fact="/health", source=edited("app/api/operations.py", *changes))
