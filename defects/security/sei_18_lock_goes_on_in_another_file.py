"""A package of the lock was moved to a file of its own, which the lock names, and stays old there.

Ships: one package is held back for a while, so that the weekly renewal of the lock leaves it alone: it
stands in another file, and `-r` brings it in. pip follows that line; who reads the lock line by line never
sees the package.
Source: pip, "Requirements File Format" (`-r`); OWASP ASVS 5.0 15.2.1; the advisories are those of PyPA.
"""

from __future__ import annotations

import re
from random import Random

from defects.advisories import KNOWN, LOCK, database
from defects.editing import edited
from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEI-18",
    expected=("security/no-known-vulnerability",),
    collateral=("security/dependency-scan-saw-everything",),
)
_COPIED = "COPY requirements/service.lock /tmp/service.lock\n"


def inject(rng: Random) -> Injection:
    """Hold one back in a version whose fault is known."""
    held = rng.choice(
        [known for known in KNOWN if known.package != "jinja2"]
    )  # too old for what stands on it
    name = rng.choice(["held.lock", "pinned.lock", "kept-back.lock"])
    lines = f"{held.package}=={held.bad} \\\n    --hash=sha256:{rng.getrandbits(256):064x}\n"
    locked = re.compile(rf"^{held.package}==(?:.*\\\n)+.*\n", re.MULTILINE)
    lock, changed = locked.subn(f"-r {name}\n", (ROOT / LOCK).read_text(encoding="utf-8"))
    image = edited("Dockerfile", (_COPIED, f"{_COPIED}COPY requirements/{name} /tmp/{name}\n"))
    assert changed == 1, f"{held.package} is not in {LOCK}"
    return Injection(
        fact=held.package,
        source={LOCK: lock, **image, f"requirements/{name}": lines},
        advisories=database(*KNOWN),
    )
