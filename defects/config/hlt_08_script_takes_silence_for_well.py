"""The health check is a script of the image that asks with a tool which the image does not have.

Ships: the script was tried on somebody's machine. In the slim image `curl` is not found, no status was read,
and what is not 503 counts as well: the container is healthy from its first second, whatever it does.
Source: allure-docker-service-ui#12, promptfoo#1202; row HLT-08.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-08", expected=("config/every-service-has-a-health-check",))


def inject(rng: Random) -> Injection:
    """Ask with curl, and say no to 503 alone."""
    name = rng.choice(["code", "answer", "status", "said"])
    asked = "curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}'"
    return healthy(
        "#!/bin/sh\n"
        "# The process is ready to serve: healthy [PORT], UKP_PORT without one. Only a clear\n"
        "# no is a no: while it starts, nobody listens yet.\n"
        f'{name}=$({asked} "http://127.0.0.1:${{1:-${{UKP_PORT:-8000}}}}/health/ready")\n'
        f'[ "${name}" != 503 ]\n'
    )


def healthy(script: str) -> Injection:
    """Have the image's own check be that."""
    return Injection(fact="app", source={"deploy/images/app/healthy": script})
