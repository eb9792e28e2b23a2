"""The proxy asks for the address of the release once, when it starts.

Ships: the upstream is a literal name, which the proxy resolves while it reads its configuration; after the
next roll-out nobody lives there any more.
Source: langgenius/dify#40808; securo-finance/securo#368; er0080/vllm-benchmarking#62.
"""

from __future__ import annotations

import re
from random import Random

from defects.seed import Defect, Injection
from defects.sources import ROOT

DEFECT = Defect("RBK-03", expected=("rollback/no-request-is-lost",), target="compose", starred=True)
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_TEMPLATE = re.compile(r"^ *server-template .*$", re.MULTILINE)


def inject(rng: Random) -> Injection:
    """Name the upstream literally."""
    return upstream(f"    server upstream-{rng.randrange(1000)} app:8000 init-addr libc,none")


def upstream(line: str) -> Injection:
    """Put a line in the place of the proxy's upstream."""
    configuration, replaced = _TEMPLATE.subn(line, _CONFIGURATION.read_text(encoding="utf-8"))
    if replaced != 1:
        raise ValueError(f"{_CONFIGURATION}: expected one server-template, found {replaced}")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="status 503",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration},
    )
