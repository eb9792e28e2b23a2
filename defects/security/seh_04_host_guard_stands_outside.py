"""The guard of hosts is the first to see a request, and its refusals pass nobody who adds the headers.

Ships: what is refused should cost as little as possible, so that its middleware was added behind the others;
the last one added is the outermost, and the headers of every response are given further in.
Source: Starlette, Middleware: the order; ASVS 3.4; roots/trellis#424 for the same in another server.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/headers-on-every-response-class",))
_GUARD = "    app.add_middleware(AnswerForOwnHosts, hosts=Hosts(settings.allowed_hosts))\n"
_LOST = ("X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "Cache-Control")


def inject(rng: Random) -> Injection:
    """Add it behind who gives the headers."""
    identify = "    app.add_middleware(Identify)\n"
    source = edited("app/api/application.py", (_GUARD, ""), (identify, identify + _GUARD))
    return Injection(fact=rng.choice(_LOST), source=source)
