"""Loads the settings or refuses them, with one sentence for each bad variable."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails

from app.config.settings import PREFIX, WEB_CONCURRENCY, Settings


def _variable(field: str) -> str:
    return WEB_CONCURRENCY if field.upper() == WEB_CONCURRENCY else PREFIX + field.upper()


VARIABLES = {_variable(name): name for name in Settings.model_fields}
_SECRET = frozenset(
    variable
    for variable, name in VARIABLES.items()
    if name in {"api_keys", "signing_keys"}
    or SecretStr.__name__ in str(Settings.model_fields[name].annotation)
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one variable. `sentence` holds no secret."""

    variable: str
    sentence: str


class ConfigurationRefusedError(Exception):
    """The environment does not configure this service; `problems` has one entry for each bad variable."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.variable}: {problem.sentence}" for problem in problems))
        self.problems = problems


def load_settings() -> Settings:
    """Read the settings from the environment. Raises ConfigurationRefusedError with every problem at once."""
    problems = {problem.variable: problem for problem in _misnamed(os.environ) + _malformed(os.environ)}
    try:
        settings = Settings.model_validate({})
    except ValidationError as error:
        for details in error.errors():
            problem = _problem(details, os.environ)
            problems.setdefault(problem.variable, problem)
    if problems:
        raise ConfigurationRefusedError(list(problems.values()))
    return settings


def _misnamed(environ: Mapping[str, str]) -> list[Problem]:
    unknown = sorted(name for name in environ if name.upper().startswith(PREFIX) and name not in VARIABLES)
    return [Problem(name, _unknown(name)) for name in unknown]


def _unknown(name: str) -> str:
    nearest = difflib.get_close_matches(name.upper(), VARIABLES, n=1)
    meant = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(VARIABLES)}"
    return f"is not a setting of this service; {meant}"


def _malformed(environ: Mapping[str, str]) -> list[Problem]:
    """Find values that a launcher spoilt: emptied by a failed interpolation, or with their quotes kept."""
    problems = []
    for variable in VARIABLES:
        value = environ.get(variable)
        if value is None:
            continue
        if not value.strip():
            problems.append(Problem(variable, "is set but empty; give it a value or remove it"))
        elif value != value.strip() or (value[0] in "\"'" or value[-1] in "\"'"):
            problems.append(Problem(variable, "begins or ends with a quote or a blank; remove it"))
    return problems


def _problem(details: ErrorDetails, environ: Mapping[str, str]) -> Problem:
    field, *place = details["loc"]
    variable = _variable(str(field))
    if details["type"] == "missing" and not place:
        return Problem(variable, "is required but not set")
    where = "".join(f"entry {part}: " if isinstance(part, int) else f"{part}: " for part in place)
    return Problem(variable, f"{where}{_sentence(details)}{_got(variable, environ)}")


def _sentence(details: ErrorDetails) -> str:
    context: dict[str, Any] = details.get("ctx", {})
    return str(context["error"]) if "error" in context else details["msg"]


def _got(variable: str, environ: Mapping[str, str]) -> str:
    value = environ.get(variable)
    if value is None:
        return ""
    return f" (got {len(value)} characters)" if variable in _SECRET else f" (got {value!r})"
