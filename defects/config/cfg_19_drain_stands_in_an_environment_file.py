"""The times of a drain were moved to a file of variables, and have grown there beyond the grace.

Ships: what is the same in all environments was taken out of the compose file, into an `env_file` of the
service. The one who needed longer drains found the numbers there, and the grace stands elsewhere.
Source: Compose Specification, `env_file` and `stop_grace_period`; Kludex/uvicorn#1950.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-19", expected=("config/stop-grace-outlasts-the-drain",))
_SETTINGS = """  UKP_DRAIN_SECONDS: ${UKP_DRAIN_SECONDS:-3.0}
  UKP_SHUTDOWN_SECONDS: ${UKP_SHUTDOWN_SECONDS:-10.0}
"""
_APP = """  app:
    <<: *release
    environment: *settings
"""


def inject(rng: Random) -> Injection:
    """Drain for longer than the 20 s that the container is given."""
    drain, rest = rng.randrange(12, 20), rng.randrange(15, 31)
    path = f"deploy/{rng.choice(['app.env', 'service.env', 'common.env'])}"
    variables = (
        f"# What is the same wherever it runs.\nUKP_DRAIN_SECONDS={drain}.0\nUKP_SHUTDOWN_SECONDS={rest}.0\n"
    )
    compose = edited("docker-compose.yml", (_SETTINGS, ""), (_APP, f"{_APP}    env_file: [{path}]\n"))
    return Injection(fact="app", source={**compose, path: variables})
