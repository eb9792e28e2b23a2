"""The ciphers and signatures of old versions are allowed, and the least version is TLS 1.2.

Good because: without the versions that ask for them nobody gets them.
Source: RFC 9325, 3.1.1.
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving, speaking
from proving.seed import Injection, Twin

TWIN = Twin("CFG-20", of="CFG-20-old-clients-are-let-in")


def inject(rng: Random) -> Injection:
    """Serve a good certificate."""
    (root, between), name = authority(rng), own_name(rng)
    leaf = issued(rng, name, between, names=[x509.DNSName(name)])
    return serving(rng, name, root, [leaf, between], fact=name)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with what old versions need, and without them."""
    return ending_tls(app, speaking("1.2"))
