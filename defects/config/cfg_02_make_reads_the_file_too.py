"""A file of settings with quotes is read by compose, which takes them off, and by make, which does not.

Ships: `docker compose --env-file` reads the file, and works. `make up` came for those who forget the option:
it includes the file and exports what it says, as snippets on the net do. A quote is a letter like any other
to make, and what is exported goes before the file, so that the service gets its setting in quotes.
Source: GNU make manual, 3.3 and 6.2.1 (quotes have no meaning in a value); docker/compose#3702; row CFG-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-02", expected=("config/variables-have-their-values",))
_SETTINGS = {"UKP_LOG_LEVEL": "info", "UKP_RATE_LIMIT": "600/minute", "UKP_SIGN_IN_RATE_LIMIT": "30/minute"}
_TARGET = "down: ## remove"


def inject(rng: Random) -> Injection:
    """Have make read the file."""
    names = " ".join(_SETTINGS)
    return brought(rng, f"include {{path}}\nexport {names}\n", "@docker compose up --detach --wait")


def brought(rng: Random, reading: str, recipe: str) -> Injection:
    """Bring the file, with one value in quotes, and a target for it; both name its path as `{path}`."""
    name, mark = rng.choice(sorted(_SETTINGS)), rng.choice("\"'")
    path = f"deploy/{rng.choice(['stack', 'defaults', 'settings'])}.env"
    lines = [
        f"{one}={mark}{value}{mark}" if one == name else f"{one}={value}" for one, value in _SETTINGS.items()
    ]
    target = (
        f"# By hand: docker compose --env-file {path} up\n{reading.format(path=path)}.PHONY: up\n"
        f"up: ## the stack, as it ships\n\t{recipe.format(path=path)}\n\n{_TARGET}"
    )
    return Injection(
        fact=name, source={**edited("Makefile", (_TARGET, target)), path: "\n".join([*lines, ""])}
    )
