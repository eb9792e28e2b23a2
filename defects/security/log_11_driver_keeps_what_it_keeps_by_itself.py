"""A service changes to a driver that rotates by itself, and what that keeps is more than what is promised.

Ships: `local` is what the documentation recommends against full disks, so that the options were left out with
the old driver. It keeps five files of 20 MB by itself.
Source: https://docs.docker.com/engine/logging/drivers/local/; row LOG-11 of the catalogue.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection, Replaced

DEFECT = Defect("LOG-11", expected=("security/logs-are-bounded",), target="compose")


def inject(rng: Random) -> Injection:
    """Leave out how large a file gets, and perhaps how many there are."""
    return driven(rng, rng.choice([{}, {"max-file": "3"}, {"max-file": "4"}, {"compress": "true"}]))


def driven(rng: Random, options: dict[str, str]) -> Injection:
    """Have one service log by the driver."""
    service = rng.choice(["postgres", "valkey", "proxy"])
    logging = Replaced({"driver": "local", **({"options": options} if options else {})})
    return Injection(fact=service, override={"services": {service: {"logging": logging}}})
