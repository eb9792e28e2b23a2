"""One job of the collector asks the wrong port.

Ships: the exporter moved, and the collector's file was in another repository.
Source: prometheus/docs, "Alerting", metamonitoring; Heroku incident 2451.
"""

from __future__ import annotations

import re
from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-08", expected=("metrics/every-service-is-scraped",), target="compose")
_FILE = ROOT / "deploy" / "prometheus" / "prometheus.yml"


def inject(rng: Random) -> Injection:
    """Change the port of one target."""
    job = rng.choice(["alertmanager", "proxy", "postgres", "valkey"])
    text, changed = re.subn(
        rf'(job_name: {job}\n\s+static_configs: \[{{targets: \["[a-z-]+:)\d+',
        rf"\g<1>{rng.randrange(20_000, 30_000)}",
        _FILE.read_text(encoding="utf-8"),
    )
    if not changed:
        raise ValueError(f"{_FILE}: there is no target of {job} to change")
    mounted = {"volumes": ["{folder}/prometheus.yml:/etc/prometheus/prometheus.yml:ro"]}
    return Injection(
        fact=f"job {job}", override={"services": {"prometheus": mounted}}, files={"prometheus.yml": text}
    )
