"""The address of one environment stands in the code that runs in all of them.

Ships: it was tried out on a developer's machine, and worked.
Source: TravisCI, incident z2b3lz2kwcfp (the wrong environment's database); CWE-547.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-11", expected=("config/addresses-and-credentials-are-settings",))


def inject(rng: Random) -> Injection:
    """Add a module that calls it."""
    number = rng.randrange(2, 30)
    return module(
        rng,
        rng.choice(
            [
                f'"https://staging-{number}.knowledge.example/hooks"',
                f'"postgresql+psycopg://ukp:f3b1c9d7e5a2@10.20.0.{number}/ukp"',
                f'"mail-{number}.knowledge.example:2525"',
            ]
        ),
    )


def module(rng: Random, value: str, first: str = "") -> Injection:
    """Write a module with a value in it."""
    path = f"app/knowledge/{rng.choice(['notices', 'digests', 'mirrors'])}.py"
    lines = ['"""Tell others what changed."""', "", *([first, ""] if first else []), f"WHERE = {value}", ""]
    return Injection(fact=f"{path}:{len(lines) - 1}", source={path: "\n".join(lines)})
