"""The number of a change, which has seven digits and begins with zeros, is written without quotes.

Ships: each release has to say by which change it was allowed, and its number is copied out of the form.
YAML reads a number, in eights or in tens as its version wants it, and the zeros are gone either way;
whoever looks the change up by what the service logs finds none, or another one.
Source: usetrmnl/inker#1 (a PIN in a compose file lost its first zero); YAML 1.1, int (a zero at the
beginning means octal); row CFG-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-15", expected=("config/variables-have-their-values",))
_LOGGED = "configuration=self.fingerprint, revision=self.settings.revision)"


def inject(rng: Random) -> Injection:
    """Have the number as a setting, and log it at the start."""
    name = rng.choice(["change", "ticket", "approval"])
    number = f"00{''.join(str(rng.randrange(1, 8)) for _ in range(5))}"
    variable = f"UKP_{name.upper()}"
    setting = f'    {name}: Annotated[str, Field(pattern=r"^[0-9]{{1,12}}$")] = "0"\n'
    before = "    migrate_on_start: bool = False\n"
    level = "  UKP_LOG_LEVEL: ${UKP_LOG_LEVEL:-info}\n"
    source = edited("docker-compose.yml", (level, f"{level}  {variable}: {number}\n"))
    source |= edited("app/config/settings.py", (before, f"{setting}{before}"))
    source |= edited(
        "app/api/services.py",
        (
            f'        _log.info("started", {_LOGGED}\n',
            (
                f"        allowed_by = self.settings.{name}\n"
                f'        _log.info("started", allowed_by=allowed_by, {_LOGGED}\n'
            ),
        ),
    )
    return Injection(fact=variable, source=source)
