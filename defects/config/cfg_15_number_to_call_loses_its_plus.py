"""The number under which somebody can be called is written without quotes, and loses its plus.

Ships: a number of E.164 begins with a plus; YAML reads a number with a sign, and what the service gets is
another one, under which nobody answers from abroad.
Source: YAML 1.2.2, 10.3.2 (int: `[-+]? [0-9]+`); E.164; row CFG-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-15", expected=("config/variables-have-their-values",))
_LOGGED = "configuration=self.fingerprint, revision=self.settings.revision)"


def inject(rng: Random) -> Injection:
    """Have the number as a setting."""
    return called(rng, "")


def called(rng: Random, between: str) -> Injection:
    """Log at the start who can be called."""
    name = rng.choice(["phone", "on_call", "hotline"])
    number = between.join(
        ["+4930", *("".join(str(rng.randrange(1, 10)) for _ in range(3)) for _ in range(2))]
    )
    variable = f"UKP_{name.upper()}"
    setting = f'    {name}: Annotated[str, Field(pattern=r"^[+]?[0-9 ]{{0,20}}$")] = ""\n'
    before = "    migrate_on_start: bool = False\n"
    level = "  UKP_LOG_LEVEL: ${UKP_LOG_LEVEL:-info}\n"
    source = edited("docker-compose.yml", (level, f"{level}  {variable}: {number}\n"))
    source |= edited("app/config/settings.py", (before, f"{setting}{before}"))
    source |= edited(
        "app/api/services.py",
        (
            f'        _log.info("started", {_LOGGED}\n',
            (f'        call = self.settings.{name}\n        _log.info("started", call=call, {_LOGGED}\n'),
        ),
    )
    return Injection(fact=variable, source=source)
