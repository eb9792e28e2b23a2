"""A folder beside the environment holds a package that no lock names, and a `.pth` file puts it on the path.

Ships: a fix had not been released, and was vendored for the time being. The environment itself is what the
lock says, and so is what its installer lists; the interpreter imports from both.
Source: Python, `site` (a line of a `.pth` file is added to the path); OWASP ASVS 5.0 15.2.4.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-17", expected=("security/installed-is-what-was-locked",), target="compose")
_SITE = "/opt/ukp/lib/python3*/site-packages"


def inject(rng: Random) -> Injection:
    """Draw the package, its version, and where it lies."""
    name = rng.choice(["backoff", "stamina", "retryhttp"])
    version = f"{rng.randrange(1, 9)}.{rng.randrange(1, 20)}.1"
    vendor = rng.choice(["/opt/vendor", "/srv/ukp-vendor", "/usr/local/lib/ukp-vendor"])
    information = f"{vendor}/{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
    run = " && ".join(
        (
            f"RUN mkdir -p {information} {vendor}/{name}",
            f"printf '{metadata}' >{information}/METADATA",
            f"touch {vendor}/{name}/__init__.py",
            f"for site in {_SITE}; do echo {vendor} >$site/vendor.pth; done",
        )
    )
    return Injection(fact=f"{name}=={version}", dockerfile=("USER root", run, "USER ukp"))
