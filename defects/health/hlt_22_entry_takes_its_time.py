"""The entry asks the right question, but seldom, and believes a no when it has heard it often enough.

Ships: checks filled the replicas' logs and flapped during roll-outs, so they were made rare and patient. A
replica that alone has lost its database goes on failing its share, quickly, and under least-connections
more than that.
Source: AWS Builders' Library, "Implementing health checks"; HAProxy, `inter`, `fastinter`, `fall`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-22",
    expected=("health/broken-replica-is-taken-out",),
    collateral=("rollback/no-request-is-lost", "rollback/bad-candidate-takes-no-traffic"),
    target="compose",
)
_FILE = "deploy/proxy/haproxy.cfg"


def inject(rng: Random) -> Injection:
    """Take three to five times as long as is promised."""
    seconds, times = rng.choice([(3, 6), (4, 5), (5, 5), (5, 4)])
    often = f"check inter {seconds}s downinter 500ms fall {times} rise 1"
    text = edited(_FILE, ("check inter 500ms fastinter 250ms downinter 500ms fall 2 rise 1", often))[_FILE]
    return Injection(
        fact="503",
        override={"services": {"proxy": {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}}},
        files={"haproxy.cfg": text or ""},
    )
