"""A file of settings with quotes is read by compose, which takes them off, and by docker run, which does not.

Ships: the compose file names the file for the dashboards; where one is started by itself, to look at last
night, `make dashboards` gives the same file to `docker run --env-file`, and its setting begins with a quote.
Source: docker/docs#14874, docker/compose#3702; row CFG-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-02", expected=("config/variables-have-their-values",))
_SERVICE = "    profiles: [monitoring]\n    environment:\n"
_ROLE = "      GF_AUTH_ANONYMOUS_ORG_ROLE: Viewer\n"
_TARGET = "users: ## Locust's users"


def inject(rng: Random) -> Injection:
    """Start the dashboards in two ways."""
    path = f"deploy/grafana/{rng.choice(['grafana', 'settings', 'dashboards'])}.env"
    target = f"""dashboards: ## the dashboards alone
	@docker run --rm --publish 127.0.0.1:3000:3000 --env-file {path} grafana/grafana:11.3.1

{_TARGET}"""
    source = edited(
        "docker-compose.yml",
        (_SERVICE, f"    profiles: [monitoring]\n    env_file: [{path}]\n    environment:\n"),
        (_ROLE, ""),
    ) | edited("Makefile", (_TARGET, target))
    return Injection(
        fact="GF_AUTH_ANONYMOUS_ORG_ROLE",
        source=source | {path: 'GF_AUTH_ANONYMOUS_ORG_ROLE="Viewer"\nGF_LOG_LEVEL=warn\n'},
    )
