"""The certificate is good for half a year, and the one between it and its root ends within days.

Ships: whatever watches certificates looks at the first of a chain. The CA has had another intermediate for
months; the file of the chain was written when the deployment was made, and each renewal changes its first
part alone.
Source: RFC 5280, 6.1 (every certificate of a path has to be valid); Sectigo, AddTrust External CA Root, 30
May 2020; Let's Encrypt, DST Root CA X3, 30 September 2021.
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import ending_tls, issued, own_name, serving
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/certificates-are-good-for-days",))


def inject(rng: Random) -> Injection:
    """Let it end before the promised days are over."""
    return between_ending(rng, rng.randrange(4, 15), 180)


def between_ending(rng: Random, between_days: int, leaf_days: int) -> Injection:
    """Serve a leaf and the one between, each for so many days more."""
    called = f"{rng.choice(['Lantern', 'Meadow', 'Anchor'])} {rng.randrange(100, 1000)}"
    name, root = own_name(rng), issued(rng, f"{called} Root", days=3000, since_days=900)
    between = issued(rng, f"{called} Issuing", root, days=between_days, since_days=700)
    leaf = issued(rng, name, between, names=[x509.DNSName(name)], days=leaf_days)
    return serving(rng, name, root, [leaf, between], fact=between.certificate.subject.rfc4514_string())


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with it."""
    return ending_tls(app)
