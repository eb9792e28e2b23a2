"""While it drains, readiness answers 503, and its body says that it passes.

Ships: the status code was added for the balancer, and the body still comes from the checks of the
dependencies. Whoever reads the body (a dashboard, a script of the deployment) sees a replica that is
well.
Source: draft-inadarei-api-health-check.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-09", expected=("health/readiness-fails-while-it-drains",))
_OLD = "    return _health(await services.health.status(draining=is_draining(request)))\n"
_NEW = """    status = await services.health.status(draining=False)
    code = 503 if status == "fail" or is_draining(request) else 200
    return JSONResponse({"status": status}, code, media_type=MEDIA_TYPE)
"""


def inject(_rng: Random) -> Injection:
    """Tell the code alone that it drains."""
    return Injection(fact="503", source=edited("app/api/operations.py", (_OLD, _NEW)))
