"""A helper that came later has what all others have, but for one line.

Ships: it was written out from what a colleague's file had, since `<<: *service` would have brought a volume
that it did not want; nobody compared the two afterwards.
Source: CIS Docker Benchmark 5.26; Linux, `Documentation/userspace-api/no_new_privs.rst`.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/processes-gain-no-privileges",), target="compose")
_ASK = "REDISCLI_AUTH=$$VALKEY_PASSWORD valkey-cli -h valkey -t 2"
_LOOP = f"trap 'exit 0' TERM; while :; do {_ASK} info keyspace; sleep {{seconds}} & wait $$!; done"


def inject(rng: Random) -> Injection:
    """Look at the cache now and then, in a container of its own."""
    name = rng.choice(["cache-watch", "cache-report", "cache-census"])
    helper = {
        "image": "${GONOGO_VALKEY_IMAGE:-gonogo/valkey:dev}",
        "pull_policy": "never",
        "restart": "unless-stopped",
        "read_only": True,
        "cap_drop": ["ALL"],
        "command": ["sh", "-c", _LOOP.format(seconds=rng.randrange(20, 60))],
        "environment": {"VALKEY_PASSWORD": "${VALKEY_PASSWORD:?set it to letters and digits}"},
        "depends_on": {"valkey": {"condition": "service_healthy"}},
        "networks": ["data"],
        "tmpfs": ["/tmp:size=4m,mode=1777"],
        "healthcheck": {"test": f"{_ASK} ping | grep -q PONG", "interval": "5s"},
        "stop_grace_period": "5s",
        "logging": {"driver": "json-file", "options": {"max-size": "10m", "max-file": "3"}},
        "deploy": {"resources": {"limits": {"cpus": "0.1", "memory": "32M", "pids": 16}}},
    }
    return Injection(fact=name, override={"services": {name: helper}})
