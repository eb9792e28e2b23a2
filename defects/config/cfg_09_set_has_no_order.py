"""Replicas with the same configuration say that they have another one, each time that they start.

Ships: a list of the settings became a set, since it is asked for its members all the time. JSON knows no
sets, and `default=str` made the error go away; the text of a set has another order in each process.
Source: Python, `object.__hash__` and PYTHONHASHSEED (hashes of texts are salted for each process).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/replicas-agree",), target="compose")


def inject(rng: Random) -> Injection:
    """Write the set as Python shows it."""
    return fingerprinting(rng.choice(["str", "repr"]))


def fingerprinting(default: str) -> Injection:
    """Keep the hosts as a set, and write what JSON does not know by a function."""
    dumped = "json.dumps(_without_secrets(settings.model_dump()), sort_keys=True"
    source = {
        **edited(
            "app/config/settings.py",
            ("allowed_hosts: Annotated[tuple[str, ...]", "allowed_hosts: Annotated[frozenset[str]"),
        ),
        **edited("app/config/security.py", (f"{dumped})", f"{dumped}, default={default})")),
    }
    return Injection(fact="configuration", source=source)
