"""Refusals with one status are counted by the handler that makes them, and by the middleware around it.

Ships: refusals were missing from the metrics of an older release, so the handler of errors counted them
itself. Then the middleware moved outside of it and sees them too; nobody took the handler's line away.
Source: prometheus/docs, "Instrumentation" (count each request once, in one place); otherwise own.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-18", expected=("metrics/traffic-is-conserved",))
_COUNT = """    if STATUS == REFUSED:
        request.app.state.services.metrics.refused(request.method, route_template(request.scope), STATUS)
"""
_REFUSED = '''    def refused(self, method: str, route: str, status: int) -> None:
        """Count a request that no route took in."""
        self._requests.labels(method, route, str(status)).inc()

'''
_IMPORT = "from app.knowledge.idempotency import KeyReusedError\n"
_CONTENT = "    content: dict[str, Any] = {\n"
_ANNOUNCE = "    def announce(self"


def inject(rng: Random) -> Injection:
    """Count one kind of refusal where its problem is made."""
    status = rng.choice([401, 404, 422])
    count = _COUNT.replace("STATUS", "status").replace("REFUSED", str(status))
    handler = edited(
        "app/api/errors.py",
        (_IMPORT, f"{_IMPORT}from app.monitoring.observe import route_template\n"),
        (_CONTENT, f"{count}{_CONTENT}"),
    )
    metrics = edited("app/monitoring/metrics.py", (_ANNOUNCE, f"{_REFUSED}{_ANNOUNCE}"))
    return Injection(fact=str(status), source={**handler, **metrics})
