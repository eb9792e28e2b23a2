"""Each dependency has a probe by its name, and a name that nobody knows is well.

Ships: dashboards wanted one address for each dependency, so that a route takes its name. The lookup has a
default for what was not checked yet, and a mistyped probe is answered by it for ever.
Source: flightdeck#75 and monk-plugin#423 (a probe that any path satisfies); row HLT-06 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-06",
    expected=("health/unknown-sibling-is-not-found",),
    # a probe's longer path is the name of a part as well, and the new route has no credential
    collateral=(
        "health/probe-path-is-exact",
        "security/every-route-requires-a-credential",
        "security/wrong-credentials-are-refused",
    ),
)
_METRICS = '@router.get("/metrics")\n'
_ROUTE = '''@router.get("/health/{NAME}", responses=_UNAVAILABLE)
async def health_of(NAME: str, services: ServicesOf) -> Response:
    """Say how one dependency is."""
    known = {result.dependency.name: result.status for result in await services.health.results()}
    return _health(known.get(NAME, "pass"))


'''


def inject(rng: Random) -> Injection:
    """Add the route behind all others of its kind."""
    name = rng.choice(["part", "component", "dependency"])
    return Injection(
        fact="/health",
        source=edited("app/api/operations.py", (_METRICS, _ROUTE.replace("NAME", name) + _METRICS)),
    )
