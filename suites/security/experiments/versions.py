"""Offer versions of TLS that are too old, one at a time. Source: RFC 8996; RFC 9325, 3.1.1."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from gonogo.contract.model import Contract
from gonogo.contract.tls import Tls
from gonogo.suites.security.experiments.encrypted import NONE_HERE, End, addresses, ends, listens, shaken
from gonogo.suites.security.observations.encrypted import Missed, Offered, Versions
from gonogo.targets.base import Target

_OLD = {
    "1.0": ssl.TLSVersion.TLSv1,
    "1.1": ssl.TLSVersion.TLSv1_1,
    "1.2": ssl.TLSVersion.TLSv1_2,
}
_TIMES, _ROUNDS = 2, 3
_AND_WEAK = ":@SECLEVEL=0"
"""OpenSSL speaks versions before 1.2 with signatures alone that it takes for too weak otherwise."""


def offer_old_versions(target: Target, contract: Contract, tls: Tls) -> Versions:
    """Offer each version before the oldest by itself; the control is whichever both like best."""
    old = [version for version in _OLD if version < (tls.oldest or "")]
    unable = tuple(version for version in old if not _speaks(version))
    found = list(ends(target, contract))
    seen = [one for end in found for one in _at(end, [v for v in old if v not in unable])]
    told = [one for one in dict.fromkeys(seen) if isinstance(one, Offered)]
    return Versions(
        control=tuple(one for one in told if one.version == ""),
        offered=tuple(one for one in told if one.version),
        missed=tuple(one for one in dict.fromkeys(seen) if isinstance(one, Missed)),
        unable=unable,
        why="" if found else NONE_HERE,
    )


def _at(end: End, versions: list[str]) -> Iterator[Offered | Missed]:
    try:
        found = addresses(end)
    except OSError as failure:
        yield Missed(end.shown, end.host, f"{type(failure).__name__}: {failure}", reached=False)
        return
    for address in found:
        if why := listens(end, address):
            yield Missed(end.shown, address, why, reached=False)
            continue
        yield from (_offer(end, address, version) for version in ["", *versions] for _ in range(_TIMES))


def _offer(end: End, address: str, version: str) -> Offered:
    context = end.blind()
    if version:
        _only(context, version)
        context.set_ciphers(f"ALL{_AND_WEAK}")
    try:
        with closing(shaken(end, address, context)) as connection:
            said = connection.version() or ""
    except OSError as failure:
        return Offered(end.shown, address, version, taken=False, said=f"{type(failure).__name__}: {failure}")
    return Offered(end.shown, address, version, taken=True, said=said)


def _only(context: ssl.SSLContext, version: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = _OLD[version]
        context.minimum_version = _OLD[version]


@cache
def _speaks(version: str) -> bool:
    """Whether this machine's OpenSSL speaks a version at all: it shakes hands with itself, nameless."""
    client, server = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    for context in (client, server):
        _only(context, version)
        context.set_ciphers(f"aNULL{_AND_WEAK}")
    one, other = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [client.wrap_bio(one, other), server.wrap_bio(other, one, server_side=True)]
    try:
        return any(_done(side) for _ in range(_ROUNDS) for side in sides)
    except ssl.SSLError:
        return False


def _done(side: ssl.SSLObject) -> bool:
    try:
        side.do_handshake()
    except ssl.SSLWantReadError:
        return False
    return True
