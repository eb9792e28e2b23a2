"""Where the release runs, exactly what was locked is installed.

Why: what came in beside the lock was looked up by nobody, and what differs from it was tested by nobody.
Reference: OWASP ASVS 5.0 15.2.4; pip, secure installs (`--require-hashes`).
Remedy: install the lock with hashes and nothing else, and build the image anew from it.
"""

from __future__ import annotations

from packaging.utils import canonicalize_version

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.installed import Installed
from gonogo.suites.security.scanning import unread


@rule("security.dependencies.installed", "deployment.compose")
def judge(seen: Installed) -> Judgement:
    """Refuse what is installed and not locked, and what is locked without a marker and not installed."""
    versions = dict(pin.split("==", 1) for pin in seen.locked)
    locked = set(seen.locked)
    found = {_as_locked(pin, versions) for pin in seen.installed}
    installed = {pin for pin in found if pin.split("==", 1)[0] not in seen.by_content}
    strange = sorted(installed - locked)
    if seen.unread:  # what is not in the rest may be there
        strange = [pin for pin in strange if pin.split("==", 1)[0] in versions]
    problems = [Problem(pin, _wanted(pin, versions), "installed") for pin in strange]
    missing = sorted(locked - installed - set(seen.conditional))
    problems += [Problem(pin, "installed", "not there in this version") for pin in missing]
    if not problems and seen.unread:
        return Judgement.cannot_tell(unread(seen.unread))
    return Judgement(len(installed & locked), tuple(problems), "nothing of the lock is installed")


def _as_locked(pin: str, versions: dict[str, str]) -> str:
    """Return the locked pin where what is installed is that version, spelt otherwise (PEP 440).

    A local label is of what somebody built himself, and is another version.
    """
    name, _, version = pin.partition("==")
    wanted = versions.get(name, "")
    is_same = wanted and canonicalize_version(wanted) == canonicalize_version(version)
    return f"{name}=={wanted}" if is_same else pin


def _wanted(pin: str, versions: dict[str, str]) -> str:
    name = pin.split("==", 1)[0]
    return (
        f"{name}=={versions[name]}, which is locked"
        if name in versions
        else "not installed, for it is not locked"
    )
