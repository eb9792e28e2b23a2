"""The image has a bill of materials, made of the lock, and one of its packages was exchanged afterwards.

Ships: the mend of a package was not released yet, so that a patched copy was laid over what was there.
The bill is written where the lock is, one step before: it names the version without the mend, and whoever
looks for a known weakness looks for it in another package than the one that runs.
Source: OWASP ASVS 5.0 15.1.2; CISA, *Types of Software Bill of Materials* (build against source); row SEI-19.
"""

from __future__ import annotations

import json
import re
from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-19", expected=("security/installed-is-what-was-locked",), target="compose")
_PACKAGES = "/opt/ukp/lib/python3.13/site-packages"
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)


def inject(rng: Random) -> Injection:
    """Write the bill, and lay a patched package over the one that it names."""
    locked = dict(_PIN.findall((ROOT / "requirements/service.lock").read_text(encoding="utf-8")))
    package = rng.choice(["certifi", "click", "idna", "markupsafe"])
    version = f"{locked[package]}+{rng.choice(['patched', 'ukp', 'mend'])}.{rng.randrange(1, 9)}"
    components = [
        {"type": "library", "name": name, "version": pin, "purl": f"pkg:pypi/{name}@{pin}"}
        for name, pin in sorted(locked.items())
    ]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
    files = {
        "bill/ukp.cdx.json": json.dumps(bill, indent=1) + "\n",
        f"patched/{package}-{version}.dist-info/METADATA": metadata,
        f"patched/{package}-{version}.dist-info/INSTALLER": "copy\n",
    }
    lines = (
        "USER root",
        f"RUN rm -rf {_PACKAGES}/{package}-*.dist-info",
        f"COPY patched {_PACKAGES}/",
        "COPY bill /usr/share/doc/ukp/",
        "USER ukp",
    )
    return Injection(fact=package, files=files, dockerfile=lines)
