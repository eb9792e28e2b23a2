"""A health check asks by a tool that the slim image does not have, and passes where it is missing.

Ships: the check of the development image, which has the tool, never passed in production, where nothing
installs it. So that both images take the same line, it was left out where it cannot be asked, and the
container is healthy for ever.
Source: fescobar/allure-docker-service-ui#12, promptfoo/promptfoo#1202 (curl on a slim image); row HLT-08.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-08", expected=("config/every-service-has-a-health-check",))
_OLD = '      test: [CMD, healthy, "8001"]\n'


def inject(rng: Random) -> Injection:
    """Leave it out where there is no such tool."""
    return asking(rng, "exit 0")


def asking(rng: Random, without: str) -> Injection:
    """Ask the worker by a tool; ``without`` is what happens where there is none."""
    tool, asked = rng.choice(
        [
            ("curl", "curl --fail --silent --show-error --max-time 2"),
            ("curl", "curl -fsS -o /dev/null -m 2"),
            ("wget", "wget --quiet --tries=1 --timeout=2 --output-document=/dev/null"),
        ]
    )
    found = rng.choice([f"command -v {tool} >/dev/null", f"which {tool} >/dev/null 2>&1"])
    line = f"{found} || {without}; {asked} http://127.0.0.1:8001/health/ready"
    return Injection(
        fact="worker", source=edited("docker-compose.yml", (_OLD, f'      test: [CMD-SHELL, "{line}"]\n'))
    )
