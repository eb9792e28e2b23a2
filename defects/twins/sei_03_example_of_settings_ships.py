"""An example of settings, a certificate and the place of a token are in the image.

Good because: nothing of it opens anything: the example has no value that counts, a certificate is public, and
a variable says where the token will lie.
Source: OWASP ASVS 5.0 13.4.1; Docker, "Build secrets".
"""

from __future__ import annotations

import base64
from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("SEI-03", of="SEI-03-settings-of-an-environment-ship", target="compose")


def inject(rng: Random) -> Injection:
    """Copy what looks like a secret."""
    name = rng.choice(["ca.pem", "partner.pem"])
    body = base64.b64encode(rng.randbytes(96)).decode()
    return Injection(
        fact=name,
        files={
            "example": "UKP_DATABASE_URL=postgresql://user:password@host/name\n",
            "certificate": f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n",
        },
        dockerfile=(
            "COPY example /srv/ukp/.env.example",
            f"COPY certificate /srv/ukp/{name}",
            "ENV PARTNER_TOKEN_FILE=/run/secrets/partner PARTNER_TOKEN=",
        ),
    )
