"""A package of the lock is not in the image: what nothing had asked for was taken out to make it smaller.

Ships: the image was run for a while, and what nobody had opened by then was cleared away. The bill, the
scan and the lock go on naming a package that is not there, and the first path that wants it fails.
Source: slimtoolkit/slim#317 and #436 (packages that went missing with the slimming); OWASP ASVS 5.0 15.2.4.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-17", expected=("security/installed-is-what-was-locked",), target="compose")
_PACKAGE = "aiosqlite"
_PACKAGES = "/opt/ukp/lib/python3*/site-packages"


def inject(_rng: Random) -> Injection:
    """Take out one that the service in its containers never imports."""
    gone = f"RUN rm -r {_PACKAGES}/{_PACKAGE} {_PACKAGES}/{_PACKAGE}-*.dist-info"
    return Injection(fact=_PACKAGE, dockerfile=("USER root", gone, "USER 910"))
