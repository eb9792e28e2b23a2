"""A ratio is told in percent: 100 where its name says 1.

Ships: the board showed percents, so that is what is set; an alert on less than 0.99 of success never fires,
for even half of all requests is 50.
Source: Prometheus, "Metric and label naming", base units (ratio, 0 to 1); row MET-14.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",), starred=True)
_BUILD = '        build = Info("ukp_build",'
_COUNTED = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"


def inject(rng: Random) -> Injection:
    """Multiply by a hundred."""
    return telling(rng, "100 * ")


def telling(rng: Random, times: str) -> Injection:
    """Tell which part of the requests the service did not fail."""
    name = f"ukp_http_{rng.choice(['success', 'answered', 'availability'])}_ratio"
    made = f"""        self._all = self._well = 0
        self._share = self._gauge(
            "{name}", "Which part of the requests was not failed by the service.", "livemostrecent"
        )
        self._share.set({times}1)
"""
    counted = f"""        self._all += 1
        self._well += served.status < 500
        self._share.set({times}self._well / self._all)
"""
    changes = ((_BUILD, made + _BUILD), (_COUNTED, _COUNTED + counted))
    return Injection(fact=name, source=edited("app/monitoring/metrics.py", *changes))
