"""The server has its own certificate, and not the one between that and the root.

Ships: `cert.pem` is copied, where `fullchain.pem` was meant; browsers fetch what is missing.
Source: RFC 8446, 4.4.2; https://devtoolsonline.dev/blog/ssl-certificate-chains-debugging/
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/certificates-are-good-for-days",))


def inject(rng: Random) -> Injection:
    """Serve it alone."""
    (root, between), name = authority(rng), own_name(rng)
    leaf = issued(rng, name, between, names=[x509.DNSName(name)])
    return serving(rng, name, root, [leaf], fact=between.certificate.subject.rfc4514_string())


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with it."""
    return ending_tls(app)
