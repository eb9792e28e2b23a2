"""A process that drains tells everybody on which machine of the inside it does so.

Ships: whoever watched a roll-out wanted to know which replica had said no, and the body was the quickest
place.
Source: OWASP ASVS 5.0, 13.4.5 and 13.4.6.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/body-leaks-nothing-from-start-to-end",))
_READY = "    return _health(await services.health.status(draining=is_draining(request)))\n"
_TOLD = """    if is_draining(request):
        return _health("fail", output=f"draining on {os.environ.get('NODE_NAME', 'its node')}")
"""


def inject(rng: Random) -> Injection:
    """Say it in the answer that is not read while all is well."""
    address = "-".join(str(rng.randrange(2, 250)) for _ in range(3))
    region = rng.choice(["eu-central-1", "us-west-2", "ap-south-1"])
    node = f"ip-10-{address}.{region}.compute.internal"
    return Injection(
        fact=node,
        environment={"NODE_NAME": node},
        source=edited(
            "app/api/operations.py",
            ("from typing import Any\n\nfrom fastapi", "import os\nfrom typing import Any\n\nfrom fastapi"),
            (_READY, _TOLD + _READY),
        ),
    )
