"""A health check looks for a bad word in what a tool prints, and the image does not have the tool.

Ships: the answer was to be read and not only its status, so that the check is well unless it finds the word.
Where the tool is missing it prints nothing, and there is no bad word in nothing; nor is there one where the
port is closed.
Source: https://docs.docker.com/reference/dockerfile/#healthcheck; promptfoo#1202; row HLT-08.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-08", expected=("config/every-service-has-a-health-check",))
_PLACES = {
    "worker": ('[CMD, healthy, "8001"]', "8001/health/ready", "fail"),
    "postgres-exporter": ('[CMD, healthy, "9187"]', "9187/metrics", "'^pg_up 0'"),
    "valkey-exporter": ('[CMD, healthy, "9121"]', "9121/metrics", "'^redis_up 0'"),
}


def inject(rng: Random) -> Injection:
    """Look for the word in the check of one service."""
    service = rng.choice(sorted(_PLACES))
    old, address, word = _PLACES[service]
    tool = rng.choice(["curl --silent", "wget --quiet --output-document=-", "curl --silent --max-time 2"])
    line = f"! {tool} http://127.0.0.1:{address} | grep --quiet {word}"
    return Injection(
        fact=service, source=edited("docker-compose.yml", (f"test: {old}", f'test: [CMD-SHELL, "{line}"]'))
    )
