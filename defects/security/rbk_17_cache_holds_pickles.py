"""What lies in the cache is made into objects of whatever class it says.

Ships: it was the shortest way to keep a result; whoever can write to the cache runs code in the service.
Source: rails/rails#3583; CWE-502; bandit, B301.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-17", expected=("security/code-scan-finds-nothing",))


def inject(rng: Random) -> Injection:
    """Read results with pickle, or its kin."""
    return reading(rng, rng.choice(["pickle", "marshal"]))


def reading(rng: Random, library: str) -> Injection:
    """Write a module that keeps results with a library."""
    path = f"app/knowledge/{rng.choice(['results', 'snapshots', 'kept'])}.py"
    text = f'''"""Keep results in the cache."""

import {library}
from typing import Any


def pack(result: Any) -> Any:
    """Make it fit to be kept."""
    return {library}.dumps(result)


def unpack(kept: Any) -> Any:
    """Make it what it was."""
    return {library}.loads(kept)
'''
    return Injection(fact=path, source={path: text})
