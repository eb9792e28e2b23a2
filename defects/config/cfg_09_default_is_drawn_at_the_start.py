"""A setting that nobody sets has a default that each process draws: no two replicas are configured alike.

Ships: after an outage all of them tried again in step, so that the pause between two tries got some
jitter; it was put where the number stood, which is the default of the setting. Drawn once for a process,
it spreads nothing within one, and whoever asks whether all replicas run with the same settings is told no
for good.
Source: AWS Architecture Blog, "Exponential Backoff And Jitter" (drawn for each try); pydantic,
`default_factory` (called for each instance); otherwise own; row CFG-09.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/replicas-agree",))
_FIELD = "    import_backoff_seconds: Deadline = 2.0\n"
_DRAWN = "Annotated[Deadline, Field(default_factory=_backoff_seconds)]"
_CLASS = "class ImportSettings(BaseSettings):\n"


def inject(rng: Random) -> Injection:
    """Draw it from what the machine has of chance."""
    return drawing(rng, "import random\n", "random.SystemRandom().random()")


def drawing(rng: Random, imports: str, drawn: str) -> Injection:
    """Make a default of two seconds and a part of what is drawn, which is between nothing and one."""
    spread = rng.choice([0.5, 1.0, 2.0])
    function = f'''def _backoff_seconds() -> float:
    """Return a pause that not everybody has."""
    return round(2.0 + {spread} * {drawn}, 6)


'''
    source = edited(
        "app/config/imports.py",
        ("import ipaddress\n", "".join(sorted(["import ipaddress\n", *imports.splitlines(keepends=True)]))),
        (_FIELD, _FIELD.replace("Deadline = 2.0", _DRAWN)),
        (_CLASS, function + _CLASS),
    )
    return Injection(fact="configuration", source=source, replicas=2)
