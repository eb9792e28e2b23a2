"""Who has signed in gets pages with another policy of referrers than everybody.

Ships: the statistics of what readers open wanted to know from which search they came, so that the pages
behind the sign-in tell it to every link; the public page was left as it was.
Source: OWASP ASVS 5.0 3.4.5; W3C Referrer Policy, 3.9 (`unsafe-url`); row SEH-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/headers-hold-in-a-session",))
_SENT = "    return HTMLResponse(text, status, {**sent, **(headers or {})})\n"


def inject(rng: Random) -> Injection:
    """Add it to what a reader gets."""
    policy = rng.choice(["unsafe-url", "origin", "same-origin", "origin-when-cross-origin"])
    told = f"""    if values.get("caller") is not None:
        sent["Referrer-Policy"] = "{policy}"
"""
    source = edited("app/page/render.py", (_SENT, told + _SENT))
    return Injection(fact="Referrer-Policy on a page behind", source=source)
