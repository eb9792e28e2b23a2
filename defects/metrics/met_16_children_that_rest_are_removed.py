"""Children of a counter that nobody touched for a while are removed when the exposition is read.

Ships: labels had grown without bounds once, and a sweep of what is old came in place of fewer labels. A
child that is used again begins at nothing, and what it had counted is gone.
Source: https://prometheus.github.io/client_python/instrumenting/labels/ (`remove`); statsd_exporter issue 353
(`ttl` of a mapping: the series is dropped, and begins anew); row MET-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-16", expected=("metrics/counters-outlive-a-pause",))
_SECONDS = "        self._seconds = Histogram(\n"
_COUNTED = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_METHOD = "    def dependency(self, name: str, *, up: bool) -> None:\n"
_BODY = "    body, media_type = expose("


def inject(rng: Random) -> Injection:
    """Count answers by the class of their status, and forget a class that is not met for some seconds."""
    return sweeping("Counter", "inc()", name_of(rng), rng.uniform(2, 5))


def name_of(rng: Random) -> str:
    """Draw its name, without `_total`."""
    return rng.choice(["ukp_status_classes", "ukp_outcomes", "ukp_answered_classes", "ukp_results"])


def sweeping(kind: str, taken: str, name: str, seconds: float) -> Injection:
    """Keep a child for each class of status, and remove those that are older than so many seconds."""
    made = f'        self._classes = {kind}("{name}", "Answers by class.", ["of"], registry=self._own)\n'
    counted = (
        '        of = f"{served.status // 100}xx"\n'
        f"        self._classes.labels(of).{taken}\n"
        "        self._touched[of] = time.monotonic()\n"
    )
    method = f'''    def sweep(self) -> None:
        """Remove the children that nobody has touched for a while."""
        limit = time.monotonic() - {seconds:.3f}
        for of in [of for of, at in self._touched.items() if at < limit]:
            del self._touched[of]
            self._classes.remove(of)

'''
    metrics = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import os\nimport time\n"),
        (_SECONDS, f"{made}        self._touched: dict[str, float] = {{}}\n{_SECONDS}"),
        (_COUNTED, _COUNTED + counted),
        (_METHOD, method + _METHOD),
    )
    operations = edited("app/api/operations.py", (_BODY, f"    services.metrics.sweep()\n{_BODY}"))
    return Injection(fact=name, source={**metrics, **operations})
