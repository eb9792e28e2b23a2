"""Pages go to the one who is on call, from Monday to Friday and by day.

Ships: the interval was meant for tickets, whose route came second; the matcher was changed later and the
interval stayed. By night and on Sundays Alertmanager takes each page in, and tells nobody.
Source: Prometheus, Alertmanager configuration, active_time_intervals; prometheus/docs, alerting,
metamonitoring.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")
_PATH = "deploy/alertmanager/alertmanager.yml"
_PLACE = "/etc/alertmanager/alertmanager.yml"
_RECEIVERS = "receivers:\n"


def inject(rng: Random) -> Injection:
    """Give the route of the pages an interval."""
    name, begins, ends = rng.choice(["office", "workdays", "at-desk"]), rng.randint(7, 9), rng.randint(16, 18)
    routed = f"""  routes:
    - matchers: [severity="page"]
      receiver: on-call
      active_time_intervals: [{name}]
time_intervals:
  - name: {name}
    time_intervals:
      - weekdays: ["monday:friday"]
        times: [{{start_time: "{begins:02}:00", end_time: "{ends}:00"}}]
"""
    before, after = (ROOT / _PATH).read_text(encoding="utf-8").split(_RECEIVERS)
    volume = f"{{folder}}/alertmanager.yml:{_PLACE}:ro"
    return Injection(
        fact="page",
        files={"alertmanager.yml": before + routed + _RECEIVERS + after},
        override={"services": {"alertmanager": {"volumes": [volume]}}},
    )
