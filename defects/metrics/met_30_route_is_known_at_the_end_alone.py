"""A gauge of requests is raised under one label and lowered under another, so that one part never shrinks.

Ships: it was to be seen which route is busy. The template of the route is asked for where a request
begins, when nobody has looked it up yet, and again where it ends: up goes the series of what no route
took, for good, and down goes that of the route, below nothing. Their sum is right, which is what the first
graph showed.
Source: prometheus/client_python, `Gauge.track_inprogress` (of a child with labels that are known before);
own otherwise; row MET-30.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-30", expected=("metrics/gauges-equal-the-truth",))
_GAUGE = """        self.in_flight = self._gauge(
            "ukp_http_requests_in_flight", "HTTP requests that are being answered.", "livesum"
        )
"""
_TRACKED = """        with self._in_flight():
            try:
                await self._app(scope, receive, observation.send)
            except BaseException as error:
                observation.fail(error)
                raise
            finally:
                observation.finish()
"""
_COUNTED = """        self._in_flight.labels(route_template(scope)).inc()
        try:
            await self._app(scope, receive, observation.send)
        except BaseException as error:
            observation.fail(error)
            raise
        finally:
            observation.finish()
            self._in_flight.labels(route_template(scope)).dec()
"""


def inject(rng: Random) -> Injection:
    """Ask for the route both times."""
    gauge = f"""        self.in_flight = Gauge(
            "ukp_http_requests_in_flight",
            "HTTP requests that are being answered.",
            ["{rng.choice(["route", "handler", "template"])}"],
            registry=self._own,
            multiprocess_mode="livesum",
        )
"""
    source = {
        **edited("app/monitoring/metrics.py", (_GAUGE, gauge)),
        **edited("app/api/application.py", ("metrics.in_flight.track_inprogress", "metrics.in_flight")),
        **edited(
            "app/monitoring/observe.py",
            ("from contextlib import AbstractContextManager\n", ""),
            (
                "from starlette.types import ASGIApp",
                "from prometheus_client import Gauge\nfrom starlette.types import ASGIApp",
            ),
            ("in_flight: Callable[[], AbstractContextManager[object]],", "in_flight: Gauge,"),
            (_TRACKED, _COUNTED),
        ),
    }
    return Injection(fact="ukp_http_requests_in_flight", source=source)
