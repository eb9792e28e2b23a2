"""A series tells by its labels which request failed last, and is another one after each failure.

Ships: whoever is on call should find the id of the last failed request where the alert is. An information
series holds it, and each failure puts the next id in the place of the old one. A scrape never has more than
the one; the collector keeps every one that there ever was.
Source: OM 1115; prometheus/docs, "Naming" (labels with values that never end); row MET-35.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/series-cardinality-is-bounded",))
_FIELD = "    failure: BaseException | None\n"
_GIVEN = '            failure=self._scope.get("state", {}).get("failure"),\n'
_BUILD = '        build = Info("ukp_build"'
_RECORD = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"


def inject(rng: Random) -> Injection:
    """Tell the id of whatever was refused or failed."""
    label = rng.choice(["request_id", "id", "request", "trace"])
    return telling(rng, label, "served.request_id")


def telling(rng: Random, label: str, value: str) -> Injection:
    """Put what is told of the last failure into a label of one series."""
    name = rng.choice(["ukp_http_last_failure", "ukp_http_latest_failure", "ukp_last_failed_request"])
    at_least = rng.choice([400, 401, 404])
    info = f"""        self._last = Info("{name}", "The request that failed last.", registry=self.registry)
        self._last.info({{"{label}": "", "route": ""}})
"""
    told = f"""        if served.status >= {at_least}:
            self._last.info({{"{label}": {value}, "route": served.route}})
"""
    source = edited(
        "app/monitoring/observe.py",
        (_FIELD, f'{_FIELD}    request_id: str = ""\n'),
        (_GIVEN, f'{_GIVEN}            request_id=self._scope.get("state", {{}}).get("request_id", ""),\n'),
    ) | edited("app/monitoring/metrics.py", (_BUILD, info + _BUILD), (_RECORD, _RECORD + told))
    return Injection(fact=name, source=source)
