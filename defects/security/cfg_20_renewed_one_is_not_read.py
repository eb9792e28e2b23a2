"""The certificate ends within days: it was renewed, and no process has read the new one.

Ships: the renewal writes a file, and whoever serves has read it once, at its start.
Source: https://github.com/NginxProxyManager/nginx-proxy-manager/issues/3803;
https://github.com/cozystack/cozystack/pull/3557
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from cryptography import x509
from starlette.types import ASGIApp

from defects.tls_end import authority, ending_tls, issued, own_name, serving
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-20", expected=("security/certificates-are-good-for-days",))


def inject(rng: Random) -> Injection:
    """Serve one that has a few days left."""
    (root, between), name, days = authority(rng), own_name(rng), rng.randrange(2, 9)
    leaf = issued(rng, name, between, names=[x509.DNSName(name)], days=days, since_days=90 - days)
    last = datetime.now(UTC).date() + timedelta(days=days)
    return serving(rng, name, root, [leaf, between], fact=last.isoformat())


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Listen with it."""
    return ending_tls(app)
