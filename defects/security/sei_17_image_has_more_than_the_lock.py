"""The image holds a package that is in no lock, or another version than the locked one.

Ships: somebody installed it by hand to look into a fault, and the image was tagged afterwards.
Source: OWASP ASVS 5.0 15.2.4; zizmor, adhoc-packages.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-17", expected=("security/installed-is-what-was-locked",), target="compose")
SITE = "/opt/ukp/lib/python3*/site-packages"


def inject(rng: Random) -> Injection:
    """Add one, or leave an old one behind."""
    version = f"0.{rng.randrange(1, 40)}.{rng.randrange(9)}"
    if rng.random() < 0.5:
        name = rng.choice(["py-spy", "ipdb", "viztracer"])
        return layer(f"{name}=={version}", f"for site in {SITE}; do {_install(name, version)}; done")
    name = rng.choice(["mako", "markupsafe"])
    older = f"sed -i 's/^Version: .*/Version: {version}/' {SITE}/{name}-*.dist-info/METADATA"
    return layer(f"{name}=={version}", older)


def layer(fact: str, command: str) -> Injection:
    """Put a layer on the image."""
    return Injection(fact=fact, dockerfile=("USER root", f"RUN {command}", "USER ukp"))


def _install(name: str, version: str) -> str:
    folder = f"$site/{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
    return f"mkdir {folder} && printf '{metadata}' >{folder}/METADATA"
