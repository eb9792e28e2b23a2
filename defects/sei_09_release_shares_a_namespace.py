"""The release lives in a namespace of the host.

Ships: a profiler had to see its processes.
Source: CIS Docker Benchmark 5.15, 5.16, 5.20.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-09", expected=("security/namespaces-are-their-own",), target="compose")


def inject(rng: Random) -> Injection:
    """Share one."""
    word = rng.choice(["pid", "ipc"])
    return Injection(fact=word, override={"services": {"app": {word: "host"}}})
