"""What is asked for below the folder of assets is a label value, and so is what is not there.

Ships: after a release somebody wanted to see how long old stylesheets are still asked for; the route is one
of a few, and its parameter is whatever a client writes.
Source: Prometheus, "Instrumentation", do not overuse labels; starlette-prometheus issue 7; row MET-33.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-33", expected=("metrics/series-cardinality-is-bounded",))


def inject(rng: Random) -> Injection:
    """Count by the name in the path."""
    return counted(rng, "name")


def counted(rng: Random, value: str) -> Injection:
    """Count each request for an asset by an expression of its route."""
    label = rng.choice(["asset", "file", "name"])
    series = rng.choice(["ukp_assets_asked", "ukp_asset_requests", "ukp_static_files_asked"])
    metrics = edited(
        "app/monitoring/metrics.py",
        (
            '        build = Info("ukp_build"',
            (
                f'        self.assets = Counter("{series}", "Assets asked for.", '
                f'["{label}"], registry=self._own)\n        build = Info("ukp_build"'
            ),
        ),
    )
    routes = edited(
        "app/page/routes.py",
        (
            "async def asset(name: str) -> Response:",
            "async def asset(name: str, services: ServicesOf) -> Response:",
        ),
        (
            "    found = assets.asset(name)\n",
            f"    found = assets.asset(name)\n    services.metrics.assets.labels({value}).inc()\n",
        ),
    )
    return Injection(fact=f'{label}="', source={**metrics, **routes})
