"""A key was needed to build the image, and was removed in a step after that.

Ships: a private repository is cloned in the build, by a key that the next line takes away again.
Source: CIS Docker Benchmark 4.10; row SEI-03 of the catalogue.
"""

from __future__ import annotations

import base64
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-03", expected=("security/image-holds-only-the-release",), target="compose")


def inject(rng: Random) -> Injection:
    """Copy a key, and remove it in a layer of its own."""
    path = (
        f"/{rng.choice(['tmp', 'root/.ssh', 'build'])}/{rng.choice(['id_ed25519', 'deploy.pem', 'id_rsa'])}"
    )
    kind = rng.choice(["OPENSSH", "RSA", "EC"])
    edge, body = f"{kind} PRIVATE KEY-----", base64.b64encode(rng.randbytes(96)).decode()
    return Injection(
        fact=path,
        files={"key": f"-----BEGIN {edge}\n{body}\n-----END {edge}\n"},
        dockerfile=("USER root", f"COPY key {path}", f"RUN rm {path}", "USER ukp"),
    )
