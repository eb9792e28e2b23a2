"""Who asks for the health page with a browser gets a page, and on it the node and the interpreter.

Ships: whoever is on call opens the page by hand, and wants to know where he has landed. Programs get the
short answer that was there before, which is what everybody looks at who asks what it tells.
Source: OWASP ASVS 5.0 13.4.5 and 13.4.6; Kubernetes, "Expose Pod Information to Containers Through
Environment Variables" (NODE_NAME).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/verbose-answers-leak-nothing",))
_RESPONSES = "from fastapi.responses import JSONResponse\n"
_ANSWER = "    return _health(status, version="
_PAGE = """    if "text/html" in request.headers.get("accept", ""):
        rows = "".join(f"<tr><td>{name}<td>{check['status']}" for name, (check,) in checks.items())
        foot = FOOT
        page = f"<!doctype html><title>{status}</title><table>{rows}</table>{foot}"
        return HTMLResponse(page, 503 if status == "fail" else 200)
"""
_INSIDE = "f\"<p>{os.environ.get('NODE_NAME')}, Python {platform.python_version()}</p>\""


def inject(rng: Random) -> Injection:
    """Say the node's name below the states."""
    node = f"node-{rng.randrange(100, 1000)}.{rng.choice(['internal', 'cluster.local', 'lan'])}"
    return paged(node, _INSIDE, "import os\nimport platform\n")


def paged(node: str, foot: str, imports: str) -> Injection:
    """Make a page for browsers, with a foot."""
    source = edited(
        "app/api/operations.py",
        ("from typing import Any\n", f"{imports}from typing import Any\n"),
        (_RESPONSES, "from fastapi.responses import HTMLResponse, JSONResponse\n"),
        (_ANSWER, _PAGE.replace("FOOT", foot) + _ANSWER),
    )
    return Injection(fact=node, environment={"NODE_NAME": node}, source=source)
