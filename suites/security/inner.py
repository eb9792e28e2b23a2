"""Which hosts of the inside an error tells, and what else says anyway. Pure.

A service whose own clients are inside, for it is asked or called by a name of there, tells them nothing; what
its good answers or its contract say as well is no secret of its errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gonogo.contract.security import Security
from gonogo.core.disclosure import views
from gonogo.core.inside import Named, is_inside, leads_inside
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.surface import ERROR

_LEADS_A_CLIENT = "-authenticate"  # to where its credential comes from
_THE_MACHINE = ("localhost", "127.0.0.1", "::1")


def told_inside(response: Response, known: frozenset[str]) -> str:
    """Return the first URL of an answer that leads inside, to no known host; empty without one."""
    return next((named.words for named in _named(response) if named.host not in known), "")


def known_hosts(seen: Surface, security: Security) -> frozenset[str] | None:
    """Return the hosts of the inside that are no secret; None where the service is, or may be, inside."""
    asked, called = {*_asked_at(seen)}, {*map(_host, security.hosts)}
    if not asked:
        return None
    trusted = {*map(_host, security.trusted_origins)}
    own = (asked | called) - trusted - {*_THE_MACHINE}
    if any(map(is_inside, own - called)) or (own and all(map(is_inside, own))):
        return None
    good = [r for r in (*seen.responses, *seen.control, *seen.files) if (r.status or ERROR) < ERROR]
    said = {named.host for answer in good for named in _named(answer)}
    return frozenset(asked | called | trusted | said | {*_sent(security)})


def _named(response: Response) -> Iterator[Named]:
    values = "\n".join(v for name, v in response.headers if not name.lower().endswith(_LEADS_A_CLIENT))
    for text in (response.body, values):
        for view in views(text, response.path):
            yield from leads_inside(view)


def _sent(security: Security) -> Iterator[str]:
    """Give the hosts that our own requests name, which an answer may repeat."""
    for request in (*security.responses, *security.cross_origin):
        yield from (named.host for named in leads_inside(json.dumps(request.body)))


def _asked_at(seen: Surface) -> Iterator[str]:
    """Give the host that was asked: an origin was sent that begins so and ends as a foreign one does."""
    sent = {answer.origin.partition("://")[2] for answer in seen.foreign} - {""}
    for foreign in sent:
        yield from (one.removesuffix(f".{foreign}").lower() for one in sent if one.endswith(f".{foreign}"))


def _host(named: str) -> str:
    """Return the host of an origin, or of a Host, that the contract names."""
    host = re.sub(r":\d*$", "", named.partition("://")[2] or named)
    return host.removeprefix("*.").strip("[]").lower()
