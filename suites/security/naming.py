"""What the rules on foreign names share: whether the same request was taken without one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gonogo.suites.security.destinations import destination
from gonogo.suites.security.observations.hosts import Heard

_REDIRECTS = (301, 302, 303, 307, 308)


def untaken(control: Sequence[Heard]) -> str:
    """Say what of the control was not answered as promised; empty where all of it was."""
    odd = [heard for heard in control if heard.status != heard.promised]
    said = "; ".join(f"{h.path} by {h.how}: {h.error or h.status}, promised {h.promised}" for h in odd)
    return said or ("" if control else "the contract names no request for it")


def silent(asked: Sequence[Heard]) -> str:
    """Say that nothing at all was answered: who closes each connection is no good service by that."""
    return "" if any(heard.status is not None for heard in asked) else "no such request was answered"


def leads_to(heard: Heard) -> str:
    """Return the host to which a redirect leads, empty for the one that was asked or where it is none."""
    found = heard.values("location") if heard.status in _REDIRECTS else []
    return next((host for location in found if (host := destination(location))), "")


def _bare(name: str) -> str:
    """Return a host without its port; an address of IPv6 stands in brackets."""
    return re.sub(r":\d*$", "", name)


def is_listed(host: str, hosts: Sequence[str]) -> bool:
    """Whether a host is one of a list, whose ports do not count; `*.` stands for any name before."""
    names = [_bare(name.lower()) for name in hosts]
    bare = _bare(host)
    return any(bare == name or (name.startswith("*.") and bare.endswith(name[1:])) for name in names)
