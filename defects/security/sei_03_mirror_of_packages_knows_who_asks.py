"""The image holds the name and the password with which its build asked the house's mirror of packages.

Ships: the mirror began to ask who one is, so the file that tells apt was copied in before the packages were
installed. Lists and caches are cleared as before, in the same line; what apt was told is not.
Source: Debian, apt_auth.conf(5); OWASP ASVS 5.0, 13.3.1, 13.4.1; Docker, "Build secrets".
"""

from __future__ import annotations

import string
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-03", expected=("security/image-holds-only-the-release",), target="compose")


def inject(rng: Random) -> Injection:
    """Copy the file."""
    name = f"{rng.choice(['50', '90', '99'])}{rng.choice(['mirror', 'corp', 'house', 'artifacts'])}"
    password = "".join(rng.choices(string.ascii_letters + string.digits, k=32))
    login = rng.choice(["builder", "deploy", "pipeline"])
    return Injection(
        fact=name,
        dockerfile=("USER root", f"COPY {name} /etc/apt/auth.conf.d/{name}", "USER 910"),
        files={name: f"machine debian.corp.internal login {login} password {password}\n"},
    )
