"""The proxy writes into each line of its log the header by which a client is known.

Ships: two clients had the same address, and somebody wanted to tell them apart in the log of the proxy. What
is captured stands in braces in `option httplog`, without anything else being said.
Source: HAProxy, configuration manual, 8.8 (capturing HTTP headers); OWASP ASVS 5.0 16.2.5; row LOG-01.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-01", expected=("security/logs-hold-no-credential",), target="compose")
_AFTER = "    http-request set-var(txn.request_id) req.hdr(X-Request-ID)\n"


def inject(rng: Random) -> Injection:
    """Capture it as it came."""
    length = rng.choice([128, 160, 192, 256, 512])
    line = rng.choice(
        [
            f"    http-request capture req.hdr(Authorization) len {length}\n",
            f"    capture request header Authorization len {length}\n",
        ]
    )
    before = "    # Who the client is, says this proxy and nobody before it.\n"
    return Injection(
        fact="proxy",
        source=edited("deploy/proxy/haproxy.cfg", (_AFTER + before, _AFTER + line + before)),
    )
