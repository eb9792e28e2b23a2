"""A variable got a default within compose's own braces, in quotes, and these are part of its value.

Ships: what a helper is told became a setting, `${NAME:-"value"}`. In a shell the quotes vanish; compose takes
whatever stands before the closing brace, and the helper logs in, connects or grants with quotes around a
word.
Source: Compose Specification, Interpolation; docker/compose#3702; row CFG-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-02", expected=("config/variables-have-their-values",))
_VALUES = {
    "DATA_SOURCE_USER": ("EXPORTER_ROLE", "exporter"),
    "REDIS_ADDR": ("EXPORTER_TARGET", "redis://valkey:6379"),
    "GF_AUTH_ANONYMOUS_ORG_ROLE": ("GRAFANA_ROLE", "Viewer"),
}


def inject(rng: Random) -> Injection:
    """Give the default with its quotes."""
    return defaulted(rng, '{name}: ${{{setting}:-"{value}"}}')


def defaulted(rng: Random, written: str) -> Injection:
    """Make a helper's variable a setting with a default, written in some way."""
    name = rng.choice(sorted(_VALUES))
    setting, value = _VALUES[name]
    line = written.format(name=name, setting=setting, value=value)
    return Injection(fact=name, source=edited("docker-compose.yml", (f"{name}: {value}\n", f"{line}\n")))
