"""Every release states the same version: the one that the build writes where it does not know it.

Ships: the version is read from the installed package, and the image holds the source alone; the fallback
that was meant for a developer's checkout is what runs.
Source: python-versioneer, "0+unknown"; setuptools-scm, `fallback_version`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/version-is-stated",))
_NEW = """from importlib.metadata import PackageNotFoundError, version

SERVICE = "ukp"
try:
    __version__ = version("{package}")
except PackageNotFoundError:  # a checkout that nobody has installed
    __version__ = "{unknown}"
"""


def inject(rng: Random) -> Injection:
    """Ask for a package that is not there."""
    unknown = rng.choice(["0+unknown", "0.0.0+unknown"])
    package = rng.choice(["ukp-service", "universal-knowledge-platform"])
    written = _NEW.format(package=package, unknown=unknown)
    return Injection(
        fact=unknown,
        source=edited("app/__init__.py", ('SERVICE = "ukp"\n__version__ = "0.1.0"\n', written)),
    )
