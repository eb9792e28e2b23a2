"""Where no proxy is listed, whoever connects is taken for one, and says who the client is.

Ships: on a platform whose balancers have no fixed addresses every client had the address of one of them, and
its guide says to trust all. The empty list became that; it was to be the platform's case alone, and is the
one of everybody who sets nothing. What stands first in X-Forwarded-For is the client then: each try comes
from another address, and the log says so too.
Source: uvicorn, `--forwarded-allow-ips` (`*` takes the first address); Observal/Observal#1233;
spatiumddi#626; OWASP ASVS 5.0 4.1.3 and 15.3.4; row SEH-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/limit-holds-for-a-client",))
_OLD = "trusted_hosts=list(settings.trusted_proxies))\n"


def inject(rng: Random) -> Injection:
    """Trust everybody in one of the ways in which the middleware takes it."""
    everybody = rng.choice(['["*"]', '"*"'])
    new = f"trusted_hosts=list(settings.trusted_proxies) or {everybody})\n"
    return Injection(fact="wrong key", source=edited("app/api/application.py", (_OLD, new)))
