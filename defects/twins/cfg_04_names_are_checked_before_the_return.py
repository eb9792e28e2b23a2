"""The settings are returned from within the statement that reads them.

Good because: what was found out about the names is looked at before that, where all values are valid.
Source: Python Language Reference, 8.4.3 (`else` of a `try` statement).
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_04_names_are_checked_behind_the_return import loading
from proving.seed import Injection, Twin

TWIN = Twin("CFG-04", of="CFG-04-names-are-checked-behind-the-return")
_AFTER = """        settings = Settings.model_validate({})
    except ValidationError as NAME:
        for details in NAME.errors():
            problem = _problem(details, os.environ)
            problems.setdefault(problem.variable, problem)
        raise ConfigurationRefusedError(list(problems.values())) from None
    else:
        if not problems:
            return settings
        raise ConfigurationRefusedError(list(problems.values()))
"""


def inject(rng: Random) -> Injection:
    """Return what is valid and has no other problem."""
    return loading(rng, _AFTER)
