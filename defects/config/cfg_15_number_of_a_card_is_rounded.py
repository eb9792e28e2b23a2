"""The number of a SIM card has twenty digits, and compose reads one that no whole number of 64 bits holds.

Ships: the number of a card begins with 89; with nineteen digits, as the first card had, it fits by a hair.
With one digit more the last ones are lost, and the modem's daemon finds no card.
Source: ITU-T E.118 (up to 19 digits, of which many operators have 20); `docker compose config` was seen to
render `123456789012345678901234567890` as "1.2345678901234568e+29"; row CFG-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-15", expected=("config/variables-have-their-values",))
_WORKER = """    command: [python, -m, app, worker]
    environment: *settings
"""


def inject(rng: Random) -> Injection:
    """Draw one of twenty digits."""
    return numbered(rng, "{}")


def numbered(rng: Random, written: str, digits: int = 20) -> Injection:
    """Tell the worker the number, written so."""
    name = rng.choice(["MODEM_CARD", "SIM_ICCID", "GATEWAY_SIM"])
    number = "89" + "".join(str(rng.randrange(1, 10)) for _ in range(digits - 2))
    told = _WORKER.replace("*settings", f"{{<<: *settings, {name}: {written.format(number)}}}")
    return Injection(fact=name, source=edited("docker-compose.yml", (_WORKER, told)))
