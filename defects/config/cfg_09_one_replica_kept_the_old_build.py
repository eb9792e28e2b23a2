"""One of the replicas runs the old build.

Ships: a roll-out by hand goes from server to server, and leaves one of them out.
Source: SEC order 34-70694 on Knight Capital, 2012 (one of eight servers).
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/replicas-agree",))
_SCRIPT = """#!/bin/sh
export UKP_MIGRATE_ON_START=false
if mkdir "$2/first" 2>/dev/null; then
  "$1" -m app migrate || exit 2
  mkdir "$2/migrated"
else
  export UKP_REVISION=OLD-BUILD
  until [ -d "$2/migrated" ]; do sleep 0.1; done
fi
exec "$1" -m app
"""


def inject(rng: Random) -> Injection:
    """Run two replicas; whichever comes second has the other build's revision."""
    revision = f"{rng.getrandbits(48):012x}"
    return Injection(
        fact=revision,
        command=("sh", "{folder}/start.sh", "{python}", "{work}"),
        files={"start.sh": _SCRIPT.replace("OLD-BUILD", revision)},
        replicas=2,
    )
