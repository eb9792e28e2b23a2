"""The start script of the database or the cache is traced: each line is shown as it runs, password and all.

Ships: somebody looked for why it did not start, called the script by `sh -x`, and the fix went in with it.
The trace goes to where the container's log goes, at each start, and to whoever may read that.
Source: OWASP ASVS 5.0 16.2.5 and 13.3; CWE-532; POSIX, `set -x` (expanded words are written).
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("LOG-01", expected=("security/logs-hold-no-credential",), target="compose")


def inject(rng: Random) -> Injection:
    """Start one of the two with a trace; a service with an entrypoint of its own has to name its command."""
    service, command = rng.choice([("postgres", "postgres"), ("valkey", "valkey-server")])
    traced = rng.choice([["sh", "-x"], ["sh", "-eux"], ["sh", "-o", "xtrace"]])
    start = {"entrypoint": [*traced, "/usr/local/bin/entrypoint"], "command": [command]}
    return Injection(fact=service, override={"services": {service: start}})
