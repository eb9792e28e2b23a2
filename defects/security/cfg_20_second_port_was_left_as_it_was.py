"""One port speaks TLS 1.2 and later, and the one for partners what it always did.

Ships: the least version is stated at one listener, where another one has a configuration of its own.
Source: RFC 9325, 3.1.1; RFC 8996.
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving, speaking
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/old-tls-is-refused",))


def inject(rng: Random) -> Injection:
    """Listen on two ports."""
    (root, between), name = authority(rng), own_name(rng)
    leaf = issued(rng, name, between, names=[x509.DNSName(name)])
    return serving(rng, name, root, [leaf, between], fact="TLS 1.1", ports=2)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Speak TLS 1.1 on the second."""
    return ending_tls(app, speaking("1.2", weak=False), speaking("1.1"))
