"""A chain comes with a cross-signed certificate that has ended, for a name that a wildcard takes in.

Good because: the root by itself is known, and no client of today goes by what has ended.
Source: https://letsencrypt.org/docs/dst-root-ca-x3-expiration-september-2021/
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, crossed, ending_tls, issued, own_name, serving
from proving.seed import Injection, Twin

TWIN = Twin("CFG-20", of="CFG-20-leaf-is-served-alone")


def inject(rng: Random) -> Injection:
    """Serve the leaf, the one between, and the root as another CA once signed it."""
    (root, between), domain = authority(rng), own_name(rng)
    leaf = issued(rng, domain, between, names=[x509.DNSName(f"*.{domain}")], days=rng.randrange(25, 90))
    dead = crossed(rng, root)
    return serving(rng, f"www.{domain}", root, [leaf, between, dead], fact=f"*.{domain}")


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with it."""
    return ending_tls(app)
