"""One of the nodes behind an address still has the certificate of before, which soon ends.

Ships: the renewed one is copied to all nodes and each is reloaded; one was being replaced that day, and came
back with what its image holds. Whoever looks once most likely sees the new one.
Source: Mozilla, "Add-ons disabled or failing to install", 2019 (an end that nobody watched); row CFG-20.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from random import Random
from ssl import SSLContext, SSLObject, SSLSocket

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving, speaking
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/certificates-are-good-for-days",))
_OLD = "before.pem"
_NODES = 3


def inject(rng: Random) -> Injection:
    """Serve the old one on one of three nodes."""
    (root, between), name = authority(rng), own_name(rng)
    names = [x509.DNSName(name)]
    new = issued(rng, name, between, names=names)
    old = issued(rng, name, between, names=names, days=rng.randrange(4, 15), since_days=80)
    injected = serving(rng, name, root, [new, between], fact=name)
    return replace(injected, files={**injected.files, _OLD: old.secret + old.pem + between.pem})


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take turns, as what balances connections does."""
    old, new = speaking("1.2", weak=False), speaking("1.2", weak=False)
    old.load_cert_chain(_OLD)
    new.sni_callback = turns(old)
    return ending_tls(app, new)


def turns(old: SSLContext) -> Callable[[SSLSocket | SSLObject, str | None, SSLContext], int | None]:
    """Give each third connection to the node that was left out; the first two go to others."""
    connections = count(1)

    def node(connection: SSLSocket | SSLObject, _name: str | None, _context: SSLContext) -> int | None:
        if next(connections) % _NODES == 0:
            connection.context = old
        return None

    return node
