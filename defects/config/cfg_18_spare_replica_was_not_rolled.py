"""A setting was changed, and a spare replica under the same name was not rolled: it serves with what it had.

Ships: for a busy season a third replica was added as a service of its own, under the name by which the proxy
finds replicas, with the lifetime of tokens written out as it was then. The setting was changed since, and
`app` was rolled.
Source: Kubernetes, ConfigMaps (what is consumed as environment is not updated); row CFG-18.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-18", expected=("config/replicas-agree",), target="compose")
_OLD = "UKP_TOKEN_SECONDS: ${UKP_TOKEN_SECONDS:-300}"
_NEXT = "  # Imports by URL. Not a replica"


def inject(rng: Random) -> Injection:
    """Add the spare one, and change the setting."""
    new = f"UKP_TOKEN_SECONDS: ${{UKP_TOKEN_SECONDS:-{rng.choice(['120', '180', '240'])}}}"
    told = '{<<: *settings, UKP_TOKEN_SECONDS: "300"}'
    return Injection(fact="UKP_TOKEN_SECONDS", source=beside(named(rng), told, (_OLD, new)))


def named(rng: Random) -> str:
    """Draw a name for it."""
    return rng.choice(["app-spare", "app-extra", "app-season"])


def beside(
    name: str,
    environment: str,
    *others: tuple[str, str],
    networks: str = "{edge: {aliases: [app]}, data: {}, observe: {aliases: [app]}}",
    profiles: str = "",
) -> dict[str, str | None]:
    """Add a spare replica to the compose file, and change the file elsewhere."""
    spare = f"""  # One more replica for the season.
  {name}:
    <<: *release{profiles}
    environment: {environment}
    depends_on:
      migrate: {{condition: service_completed_successfully}}
      postgres: {{condition: service_healthy}}
      valkey: {{condition: service_healthy}}
    networks: {networks}
    healthcheck:
      test: [CMD, healthy]
      interval: 2s
      timeout: 3s
      retries: 3
      start_period: 30s
    stop_grace_period: 20s
    deploy:
      replicas: 1
      resources: {{limits: {{cpus: "1.0", memory: 256M, pids: 128}}}}
      update_config: {{order: start-first, parallelism: 1, monitor: 45s, failure_action: rollback}}
      rollback_config: {{order: start-first, parallelism: 1, monitor: 45s}}

"""
    return edited("docker-compose.yml", *others, (_NEXT, spare + _NEXT))
