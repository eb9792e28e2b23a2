"""The first times that it is asked, readiness says where it waits, with the address of its database.

Ships: roll-outs hung, and whoever watched them wanted to know on what.
Source: OWASP ASVS 5.0, 13.4.5 and 13.4.6.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/body-leaks-nothing-from-start-to-end",))
_READY = "    return _health(await services.health.status(draining=is_draining(request)))\n"
_TOLD = """    _ASKED.append(1)
    if len(_ASKED) < 5:
        return _health("fail", output="{output}")
"""


def inject(rng: Random) -> Injection:
    """Name the place in the first moments."""
    host = f"db-{rng.randrange(10, 99)}.{rng.choice(['prod', 'core', 'data'])}.svc.cluster.local"
    return starting(host, f"waiting for postgresql://{host}:5432/ukp")


def starting(fact: str, output: str) -> Injection:
    """Be ready a few questions later, and say something until then."""
    source = edited(
        "app/api/operations.py",
        ("router = APIRouter()\n", "router = APIRouter()\n_ASKED: list[int] = []\n"),
        (_READY, _TOLD.format(output=output) + _READY),
    )
    return Injection(fact=fact, source=source)
