"""The proxy takes the source of a connection from a header, whoever sends it, before it tells the replicas.

Ships: the log of the proxy was to name the client behind the network of an edge; the line is the one of the
manual, and stands before those that take away what a client says of itself. The limit of tries is counted
by what the client chose.
Source: HAProxy 3.0 configuration manual, `http-request set-src hdr(x-forwarded-for)`; OWASP ASVS 5.0 4.1.3;
row SEH-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/limit-holds-for-a-client",), target="compose", starred=True)
_BEFORE = "    # Who the client is, says this proxy and nobody before it.\n"


def inject(rng: Random) -> Injection:
    """Believe it."""
    return taken(rng, "")


def taken(rng: Random, condition: str) -> Injection:
    """Take the source from X-Forwarded-For on a condition."""
    name = rng.choice(["x-forwarded-for", "X-Forwarded-For"])
    word = rng.choice(["hdr", "req.hdr"])
    line = f"    http-request set-src {word}({name}){condition}\n"
    return Injection(
        fact="tries of wrong key", source=edited("deploy/proxy/haproxy.cfg", (_BEFORE, line + _BEFORE))
    )
