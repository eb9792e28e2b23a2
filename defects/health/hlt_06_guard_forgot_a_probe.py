"""The startup probe asks for a credential: the guard's list of what is open names the other probes alone.

Ships: all routes of a router get the guard, and each that is for everybody is listed. Whoever wrote the list
had no startup probe in his own deployment, so that nothing came up anew in the next one.
Source: letta-ai/letta#3413 (one path of a list of exemptions is missing); roboflow/inference#1650;
kochetkov-ma/allure-server#93.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-06", expected=("health/startup-answers",))
_ROUTE = '@router.get("/health/startup", responses=_UNAVAILABLE)\n'


def inject(rng: Random) -> Injection:
    """Guard it by a right that its callers cannot have."""
    scope = rng.choice(["articles:read", "articles:write", "articles:admin"])
    guarded = f'@router.get("/health/startup", responses=_UNAVAILABLE, dependencies=guarded("{scope}"))\n'
    imports = "from app.api.services import ServicesOf\n"
    return Injection(
        fact="401",
        source=edited(
            "app/api/operations.py",
            (imports, f"from app.api.auth import guarded\n{imports}"),
            (_ROUTE, guarded),
        ),
    )
