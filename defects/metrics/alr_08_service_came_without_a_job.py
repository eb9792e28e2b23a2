"""A service came into the stack, and the collector's file did not hear of it.

Ships: the compose file and the collector's file are changed by different people.
Source: prometheus/docs, "Alerting", metamonitoring; "Jobs and instances".
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-08", expected=("metrics/no-service-runs-unwatched",), target="compose")
COLLECTOR = ROOT / "deploy" / "prometheus" / "prometheus.yml"
MOUNTED = {"volumes": ["{folder}/prometheus.yml:/etc/prometheus/prometheus.yml:ro"]}


def inject(rng: Random) -> Injection:
    """Start one more exporter, which nothing scrapes."""
    return beside(rng, listed=False)


def beside(rng: Random, *, listed: bool) -> Injection:
    """Start one more exporter, with a job or without one."""
    name = f"{rng.choice(['sessions', 'tickets', 'carts'])}-{rng.randrange(2, 10)}"
    text = COLLECTOR.read_text(encoding="utf-8")
    job = f'  - job_name: {name}\n    static_configs: [{{targets: ["{name}:9121"]}}]\n'
    return Injection(
        fact=f"service {name}",
        override={"services": {name: _exporter(), "prometheus": MOUNTED}},
        files={"prometheus.yml": f"{text.rstrip()}\n{job}" if listed else text},
    )


def _exporter() -> dict[str, object]:
    """Return a service as well kept as its neighbours."""
    check = {"test": ["CMD", "healthy", "9121"], "interval": "5s", "timeout": "3s", "retries": 5}
    return {
        "image": "${GONOGO_VALKEY_EXPORTER_IMAGE:-gonogo/valkey-exporter:dev}",
        "build": {"context": "deploy", "dockerfile": "images/valkey-exporter/Dockerfile"},
        "pull_policy": "never",
        "restart": "unless-stopped",
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "environment": {"REDIS_ADDR": "redis://valkey:6379", "REDIS_PASSWORD": "${VALKEY_PASSWORD}"},
        "depends_on": {"valkey": {"condition": "service_healthy"}},
        "networks": ["data", "observe"],
        "tmpfs": ["/tmp:size=4m,mode=1777"],
        "healthcheck": check | {"start_period": "20s"},
        "deploy": {"resources": {"limits": {"cpus": "0.25", "memory": "64M", "pids": 32}}},
    }
