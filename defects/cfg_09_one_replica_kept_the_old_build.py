"""One of the replicas runs the old build.

Ships: a roll-out by hand goes from server to server, and leaves one of them out.
Source: SEC order 34-70694 on Knight Capital, 2012 (one of eight servers).
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/replicas-agree",), target="compose")
_SCRIPT = """#!/bin/sh
if mkdir /rollout/left-out 2>/dev/null; then export UKP_REVISION=REVISION; fi
exec python -m app
"""
_FOR_ALL = {"type": "tmpfs", "device": "tmpfs", "o": "mode=1777"}


def inject(rng: Random) -> Injection:
    """Let whichever replica comes first be the one."""
    revision = f"{rng.getrandbits(48):012x}"
    return Injection(
        fact=revision,
        dockerfile=("COPY start.sh /usr/local/bin/start.sh", 'CMD ["sh", "/usr/local/bin/start.sh"]'),
        files={"start.sh": _SCRIPT.replace("REVISION", revision)},
        override={
            "services": {"app": {"volumes": ["rollout:/rollout"]}},
            "volumes": {"rollout": {"driver_opts": _FOR_ALL}},
        },
    )
