"""A health check is content with any answer: 503 is one.

Ships: `curl` without `--fail`, which ends with 0 whatever the status is; the container is healthy as long as
its port answers.
Source: curl(1), --fail.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-02", expected=("config/every-service-has-a-health-check",))
CHECKS = {
    "elasticsearch": "http://127.0.0.1:9200/",
    "kibana": "http://127.0.0.1:5601/",
    "filebeat": "http://127.0.0.1:5066/",
}


def inject(rng: Random) -> Injection:
    """Lose the option."""
    service = rng.choice(sorted(CHECKS))
    return asking(service, "--silent")


def asking(service: str, options: str) -> Injection:
    """Ask with these options."""
    url = CHECKS[service]
    change = (f'[CMD, curl, --fail, --silent, "{url}', f'[CMD, curl, {options}, "{url}')
    return Injection(fact=service, source=edited("docker-compose.yml", change))
