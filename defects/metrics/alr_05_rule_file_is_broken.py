"""The rule file does not parse, and the collector goes on with the one that it has loaded.

Ships: it was changed on the running collector, which kept the old rules and said so in its log alone.
Source: prometheus/docs, promtool check rules; pint.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/collector-takes-its-configuration",), target="compose")
_FILE = ROOT / "deploy" / "prometheus" / "rules.yml"
_BROKEN = ["rate(ukp_http_requests_total[1m)", "sum by (le (up)", "up == "]


def inject(rng: Random) -> Injection:
    """Run on the good file, with the broken one in its place for the next start."""
    expression = rng.choice(_BROKEN)
    broken = f"{_FILE.read_text(encoding='utf-8')}      - alert: Late\n        expr: {expression}\n"
    start = (
        "sed 's#/etc/prometheus/rules.yml#/srv/good.yml#' /etc/prometheus/prometheus.yml >/tmp/prometheus.yml"
        " && exec prometheus --config.file=/tmp/prometheus.yml --storage.tsdb.path=/var/lib/prometheus"
    )
    mounts = {"good.yml": "/srv/good.yml", "broken.yml": "/etc/prometheus/rules.yml"}
    volumes = [f"{{folder}}/{name}:{place}:ro" for name, place in mounts.items()]
    service = {"volumes": volumes, "command": ["sh", "-c", start]}
    good = _FILE.read_text(encoding="utf-8")
    return Injection(
        fact="parse error",
        override={"services": {"prometheus": service}},
        files={"good.yml": good, "broken.yml": broken},
    )
