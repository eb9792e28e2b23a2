"""The host of a link is what stands before the first colon of Host, which may be a user's name.

Ships: it takes the port away, and every Host that a browser sends is read well; `name:x@own` passes a proxy
that looks at its end.
Source: GHSA-7gcc-r8m5-44qm, CVE-2026-27959 (koa); RFC 3986, 3.2.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_02_link_follows_a_header import linking
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/links-name-the-own-host",))


def inject(_rng: Random) -> Injection:
    """Read Host so."""
    return Injection(fact=":x@", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Link to that host."""
    return linking(app, lambda headers: headers.get("host", "").partition(":")[0], rng)
