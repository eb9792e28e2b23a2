"""The name of a release is its year and its month with an underscore between, which YAML reads as digits.

Ships: a tracker of failures is told by which release train its reports are; the name was written as it is
spoken of, without quotes. An underscore only groups the digits of a number, so that the process is told
another name, and every report goes to a release that does not exist.
Source: YAML 1.1, int (`685_230` is a number); go-yaml takes underscores out of what is then a number (from
memory of its `resolve`); row CFG-15. The name of the train is own.
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
    """Tell it to the worker."""
    name = rng.choice(["SENTRY_RELEASE", "BUGSNAG_APP_VERSION", "ROLLBAR_CODE_VERSION", "RELEASE_TRAIN"])
    train = f"{rng.randrange(2024, 2030)}_{rng.randrange(1, 13):02}"
    told = _WORKER.replace("*settings", f"{{<<: *settings, {name}: {train}}}")
    return Injection(fact=name, source=edited("docker-compose.yml", (_WORKER, told)))
