"""The root file system of one service can be written to, for one folder that it needs.

Ships: a library writes beside its own files, and fails; `read_only: false` lets it, and all else as well,
where a `tmpfs` for that folder would have done.
Source: CIS Docker Benchmark 5.13; Docker, `--read-only` with `--tmpfs`.
"""

from __future__ import annotations

from random import Random

from proving.seed import RESET, Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/root-file-systems-are-read-only",), target="compose")


def inject(rng: Random) -> Injection:
    """Let one of them write, by a word or by leaving it out."""
    service = rng.choice(["worker", "prometheus", "alertmanager"])
    return Injection(
        fact=service, override={"services": {service: {"read_only": rng.choice([False, RESET])}}}
    )
