"""The certificate is for every name of the domain, and the service is asked one level below.

Ships: the domain's wildcard is taken for a new host; a star stands for one label.
Source: RFC 9525, 6.3.
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/certificates-are-good-for-days",))


def inject(rng: Random) -> Injection:
    """Serve the domain's certificate, and be asked by a name within a name."""
    (root, between), domain = authority(rng), own_name(rng)
    name = f"{rng.choice(['eu', 'us', 'ap'])}.api.{domain}"
    leaf = issued(rng, name, between, names=[x509.DNSName(domain), x509.DNSName(f"*.{domain}")])
    return serving(rng, name, root, [leaf, between], fact=f"for {domain}, *.{domain}")


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with it."""
    return ending_tls(app)
