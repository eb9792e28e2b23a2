"""One service of the stack has no bound of its logs, or one of files that each grow for ever.

Ships: a service is added without the options that the others share; or `max-file` is taken for the bound.
Source: https://docs.docker.com/engine/logging/drivers/json-file/; row LOG-11 of the catalogue.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection, Replaced

DEFECT = Defect("LOG-11", expected=("security/logs-are-bounded",), target="compose")


def inject(rng: Random) -> Injection:
    """Change how one service logs."""
    service = rng.choice(["postgres", "valkey", "proxy"])
    options = rng.choice([{}, {"max-file": "3"}, {"max-size": "-1", "max-file": "1"}])
    logging = Replaced({"driver": "json-file", **({"options": options} if options else {})})
    return Injection(fact=service, override={"services": {service: {"logging": logging}}})
