"""The guards of production ask for the environment before it is known, and take that for a test.

Ships: the environment was the first field of the settings, and was moved to where its letter has it when
they were sorted. Fields are validated in the order in which they stand, and a validator finds only those
before its own: `info.data.get("environment")` is None, and None is not production.
Source: Pydantic, "Validators" (validation is done in the order fields are defined); OWASP ASVS 5.0 13.4.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-07", expected=("config/guard-rails-hold",))
_FIELD = "    environment: Environment\n"
_BEHIND = ("    host: Annotated[str", "    log_level: Literal[", "    drain_seconds: Seconds")


def inject(rng: Random) -> Injection:
    """Put it behind the database and the cache."""
    place = rng.choice(_BEHIND)
    source = {
        **edited("app/config/imports.py", (_FIELD, "")),
        **edited(
            "app/config/settings.py",
            (
                "import DEPLOYED, Deadline, ImportSettings",
                "import DEPLOYED, Deadline, Environment, ImportSettings",
            ),
            (place, _FIELD + place),
        ),
    }
    return Injection(fact="embedded database", source=source)
