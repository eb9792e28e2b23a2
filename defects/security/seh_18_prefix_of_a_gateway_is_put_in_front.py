"""After a sign-in the browser is sent to the page below a prefix that a header names, whoever wrote it.

Ships: one installation stands below a path of a gateway, which says so in a header. `//elsewhere.example`
is such a prefix to whoever joins two texts, and the home page of another site to the browser.
Source: CVE-2020-15129 (Traefik, X-Forwarded-Prefix); CWE-601; RFC 3986, 4.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-18", expected=("security/redirects-stay-on-listed-hosts",))
_FIELD = "async def _field("
_HOME = '''def _home(request: Request) -> str:
    """Return the page's own path, as the browser knows it: a gateway may have taken a prefix off."""
    prefix = request.headers.get("HEADER", "").rstrip("/")
    return f"{prefix}/" if JUDGED else "/"


'''


def inject(rng: Random) -> Injection:
    """Put in front whatever begins with a slash."""
    return prefixed(rng, 'prefix.startswith("/")')


def prefixed(rng: Random, judged: str) -> Injection:
    """Send the browser below the prefix where that is judged to be one."""
    header = rng.choice(["x-forwarded-prefix", "x-script-name", "x-ingress-path"])
    home = _HOME.replace("HEADER", header).replace("JUDGED", judged)
    source = edited(
        "app/page/routes.py",
        ("from typing import Any\n", "import re\nfrom typing import Any\n"),
        ("RESULTS = 20\n", 'RESULTS = 20\n_PREFIX = re.compile(r"(?:/[A-Za-z0-9_-]+)+")\n'),
        ('RedirectResponse("/", 303)', "RedirectResponse(_home(request), 303)"),
        (_FIELD, home + _FIELD),
    )
    return Injection(fact="/session", source=source)
