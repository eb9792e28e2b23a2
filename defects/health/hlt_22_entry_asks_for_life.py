"""The entry's check asks whether a replica lives, and not whether it is ready.

Ships: whoever writes the balancer's configuration knows one health address, and it is the one that restarts.
Source: https://aws.amazon.com/builders-library/implementing-health-checks/; HAProxy 3.0 configuration manual,
`http-check send`.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-22", expected=("health/broken-replica-is-taken-out",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_ASKS = "uri /health/ready "


def inject(rng: Random) -> Injection:
    """Ask another address."""
    return with_entry((_ASKS, f"uri {rng.choice(['/health/live', '/health/startup', '/version'])} "))


def with_entry(*changes: tuple[str, str]) -> Injection:
    """Serve behind a proxy whose configuration differs."""
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    for before, after in changes:
        if before not in configuration:
            raise ValueError(f"{_CONFIGURATION}: there is no {before!r}")
        configuration = configuration.replace(before, after)
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="status 503",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration},
    )
