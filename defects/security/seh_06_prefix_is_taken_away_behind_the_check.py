"""The proxy takes a prefix off the path after it has looked whether the path is private.

Ships: clients of a gateway that is no more still ask below a prefix, and one line keeps them going. It
stands behind the line that hides what is private, so that the same page is open below the prefix.
Source: CWE-180 (validate before canonicalize); nginx and HAProxy alike carry out their lines in order.
General experience; CVE-2020-17523 and others of Apache Shiro are of this kind.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-06",
    expected=("security/private-paths-are-closed",),
    collateral=("security/private-writes-are-closed",),
    target="compose",
    starred=True,
)

_BEHIND = "    # A request that may have reached a replica is repeated only where that changes nothing.\n"


def inject(rng: Random) -> Injection:
    """Take off what the gateway had put before every path."""
    prefix = rng.choice(("/api", "/v1", "/api/v1"))
    line = f"    http-request replace-path ^{prefix}(/.*)$ \\1\n"
    return Injection(fact="/metrics", source=edited("deploy/proxy/haproxy.cfg", (_BEHIND, line + _BEHIND)))
