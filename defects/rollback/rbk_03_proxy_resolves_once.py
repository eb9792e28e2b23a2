"""The proxy asks for the address of the release once, when it starts.

Ships: the upstream is a literal name, which the proxy resolves while it reads its configuration; after the
next roll-out nobody lives there any more.
Source: langgenius/dify#40808; securo-finance/securo#368; er0080/vllm-benchmarking#62.
"""

from __future__ import annotations

import re
from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-03",
    expected=("rollback/no-request-is-lost",),
    # what is asked of the entry after a roll-out finds nobody there
    collateral=(
        "rollback/writes-are-taken-throughout",
        "security/headers-on-every-response-class",
        "security/private-paths-are-closed",
        "security/responses-have-the-promised-status",
    ),
    target="compose",
    starred=True,
)
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_TEMPLATE = re.compile(r"^ *server-template \w+ \d+ app:8000 resolvers \w+ init-addr none(.*)$", re.MULTILINE)


def inject(rng: Random) -> Injection:
    """Name the upstream literally."""
    return upstream(f"server first-{rng.randrange(1000)} app:8000 init-addr libc,none")


def upstream(*servers: str) -> Injection:
    """Put servers in the place of each of the proxy's templates."""

    def written(template: re.Match[str]) -> str:
        return "\n".join(f"    {server}{template.group(1)}" for server in servers)

    configuration, replaced = _TEMPLATE.subn(written, _CONFIGURATION.read_text(encoding="utf-8"))
    if not replaced:
        raise ValueError(f"{_CONFIGURATION}: there is no server-template to replace")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="status 503",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration},
    )
