"""A service is built from lines that stand in the compose file, and they begin from whatever is the newest.

Ships: a helper needs one package and a loop, so that nobody wrote a Dockerfile for it. `dockerfile_inline`
is one all the same, and the tag that it begins from is moved by who makes the image.
Source: Compose Build Specification, `dockerfile_inline`; hadolint DL3006 and DL3007, which read files
alone.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/images-are-pinned",))
_GRAFANA = "  # --profile monitoring: dashboards on what Prometheus has.\n"
_SERVICE = """  # --profile monitoring: DOES.
  NAME:
    <<: *service
    image: gonogo/NAME:dev
    build:
      context: deploy
      dockerfile_inline: |
        FROM BASE
        RUN apk add --no-cache PACKAGE~=MAJOR
        USER 974
        CMD ["sleep", "infinity"]
    profiles: [monitoring]
    networks: [observe]
    tmpfs: ["/tmp:size=4m,mode=1777"]
    healthcheck: {test: [CMD, pgrep, -x, sleep], interval: 10s, timeout: 3s, retries: 3, start_period: 5s}
    stop_grace_period: 5s
    deploy: {resources: {limits: {cpus: "0.1", memory: 32M, pids: 16}}}

"""
_HELPERS = (
    ("toolbox", "curl", "8", "somewhere to ask the other services from"),
    ("inspector", "jq", "1", "somewhere to read what the other services say"),
    ("courier", "rsync", "3", "takes what the dashboards export to the archive"),
)


def inject(rng: Random) -> Injection:
    """Begin from an image of others by no tag, or by one that moves."""
    return helped(rng, rng.choice(["alpine", "alpine:latest", "alpine:edge"]))


def helped(rng: Random, base: str) -> Injection:
    """Add a helper that begins from the base."""
    name, package, major, does = rng.choice(_HELPERS)
    words = {"NAME": name, "PACKAGE": package, "MAJOR": major, "DOES": does, "BASE": base}
    service = _SERVICE
    for word, value in words.items():
        service = service.replace(word, value)
    source = edited("docker-compose.yml", (_GRAFANA, service + _GRAFANA))
    return Injection(fact="alpine", source=source)
