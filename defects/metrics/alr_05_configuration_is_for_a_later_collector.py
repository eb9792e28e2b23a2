"""The collector's configuration has a field that only its next major version knows.

Ships: the field was added while an upgrade was prepared, and the upgrade was put off. The collector that runs
refused to load the file, said so in its log, and goes on with the one that it has until its next start.
Source: iximiuz/prometheus-playground#2; sustainable-computing-io/kepler#1956; Prometheus 3.0, migration
guide.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/collector-takes-its-configuration",), target="compose")
_FILE = ROOT / "deploy" / "prometheus" / "prometheus.yml"
_LATER = {
    "fallback_scrape_protocol": "PrometheusText0.0.4",
    "convert_classic_histograms_to_nhcb": "true",
    "metric_name_validation_scheme": "legacy",
}


def inject(rng: Random) -> Injection:
    """Run on the file of before, with the one for the later version in its place for the next start."""
    field, job = rng.choice(sorted(_LATER)), rng.choice(["postgres", "valkey", "proxy"])
    before = _FILE.read_text(encoding="utf-8")
    head = f"  - job_name: {job}\n"
    if head not in before:
        raise ValueError(f"{_FILE}: there is no job {job}")
    later = before.replace(head, f"{head}    {field}: {_LATER[field]}\n")
    mounts = {"before.yml": "/srv/before.yml", "later.yml": "/etc/prometheus/prometheus.yml"}
    service = {
        "volumes": [f"{{folder}}/{name}:{place}:ro" for name, place in mounts.items()],
        "command": ["prometheus", "--config.file=/srv/before.yml", "--storage.tsdb.path=/var/lib/prometheus"],
    }
    return Injection(
        fact=field,
        override={"services": {"prometheus": service}},
        files={"before.yml": before, "later.yml": later},
    )
