"""The image starts as root, and its script goes on as the service's user where it can, and as root where not.

Ships: a mounted folder belonged to root, so that a script takes it over first. It tries to become the user,
and was made to forgive a failure for machines on which it did not work. Without capabilities it works
nowhere: in production the service is root, and says nothing of it.
Source: CIS Docker Benchmark 4.1; capabilities(7), CAP_SETUID; util-linux, setpriv(1).
"""

from __future__ import annotations

import json
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-01", expected=("security/containers-do-not-run-as-root",), target="compose")
_SCRIPT = """#!/bin/sh
# A folder that was mounted may belong to root: take it over, then go on as the service's own user.
set -u
chown ukp {folder} 2>/dev/null || true
become="setpriv --reuid=ukp --regid=ukp --clear-groups --"
$become true 2>/dev/null && exec $become "$@"
exec "$@"
"""


def inject(rng: Random) -> Injection:
    """Start through the script."""
    name = rng.choice(["docker-entrypoint.sh", "start.sh", "run-as-user"])
    folder = rng.choice(["/tmp", "/var/tmp", "/srv"])
    return Injection(
        fact="app",
        dockerfile=(
            "USER root",
            f"COPY --chmod=755 {name} /usr/local/bin/{name}",
            f"ENTRYPOINT {json.dumps([name])}",
            f"CMD {json.dumps(['python', '-m', 'app'])}",
        ),
        files={name: _SCRIPT.replace("{folder}", folder)},
    )
