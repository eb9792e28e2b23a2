"""Versions of TLS before 1.2 are spoken as well.

Ships: the configuration was made for clients of long ago, or a platform's own policy of that time is kept.
Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html (by most
ways the default is ELBSecurityPolicy-2016-08, which has TLS 1.0 and 1.1); RFC 8996.
"""

from __future__ import annotations

from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving, speaking
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/old-tls-is-refused",))


def inject(rng: Random) -> Injection:
    """Serve a good certificate, and listen for old clients."""
    old = rng.choice(["1.0", "1.1"])
    (root, between), name = authority(rng), own_name(rng)
    leaf = issued(rng, name, between, names=[x509.DNSName(name)])
    return serving(rng, name, root, [leaf, between], fact=f"TLS {old}")


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen from that version on."""
    return ending_tls(app, speaking(rng.choice(["1.0", "1.1"])))
