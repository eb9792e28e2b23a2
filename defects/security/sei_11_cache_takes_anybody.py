"""The cache takes commands from anybody.

Ships: its default user was opened so that a developer's tool could connect.
Source: gitcoinco/web#3159; OWASP ASVS 5.0 13.2.3.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEI-11",
    expected=(
        "security/dependencies-refuse-strangers",
        "security/dependencies-do-not-trust-their-network",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Open the default user; clients that name it bring a password, and any is taken."""
    entrypoint = [
        "valkey-server",
        "--bind",
        "0.0.0.0",
        "--protected-mode",
        "no",  # without it the network is refused whoever may do what
        "--save",
        "",
        "--user",
        *("default", "on", "nopass", "~*", "&*", "+@all"),
    ]
    entrypoint += ["--maxclients", str(rng.randrange(200, 900))]
    client = {"environment": {"UKP_CACHE_URL": "valkey://default:${VALKEY_PASSWORD}@valkey:6379/0"}}
    services = {
        "valkey": {"entrypoint": entrypoint},
        "app": client,
        "worker": client,
        "valkey-exporter": {"environment": {"REDIS_USER": "default"}},
    }
    return Injection(fact="PONG", override={"services": services})
