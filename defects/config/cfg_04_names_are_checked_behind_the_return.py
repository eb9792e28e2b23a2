"""A misspelt variable is refused only where something else is wrong as well.

Ships: a refactoring returns the settings from within the `try`, as soon as they are valid; what was found out
about the names stands behind that, and is said only when it is reached.
Source: pydantic/pydantic-settings#895 (what a model never sees it cannot refuse); Ruff, `TRY300`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-04", expected=("config/unknown-variable-is-refused",))
_BEFORE = """        settings = Settings.model_validate({})
    except ValidationError as error:
        for details in error.errors():
            problem = _problem(details, os.environ)
            problems.setdefault(problem.variable, problem)
    if problems:
        raise ConfigurationRefusedError(list(problems.values()))
    return settings
"""
_AFTER = """        return Settings.model_validate({})
    except ValidationError as NAME:
        for details in NAME.errors():
            problem = _problem(details, os.environ)
            problems.setdefault(problem.variable, problem)
        raise ConfigurationRefusedError(list(problems.values())) from None
"""


def inject(rng: Random) -> Injection:
    """Return at once."""
    return loading(rng, _AFTER)


def loading(rng: Random, after: str) -> Injection:
    """Read the settings so."""
    name = rng.choice(["invalid", "refused", "failed"])
    changed = edited("app/config/refusal.py", (_BEFORE, after.replace("NAME", name)))
    return Injection(fact="UKP_", source=changed)
