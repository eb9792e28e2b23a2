"""Where the release runs, exactly what was locked is installed.

Why: what came in beside the lock was looked up by nobody, and what differs from it was tested by nobody.
Reference: OWASP ASVS 5.0 15.2.4; pip, secure installs (`--require-hashes`).
Remedy: install the lock with hashes and nothing else, and build the image anew from it.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.installed import Installed
from gonogo.suites.security.scanning import unread


@rule("security.dependencies.installed", "deployment.compose")
def judge(seen: Installed) -> Judgement:
    """Refuse what is installed and not locked, and what is locked without a marker and not installed."""
    locked = set(seen.locked)
    installed = {pin for pin in seen.installed if pin.split("==", 1)[0] not in seen.by_content}
    versions = dict(pin.split("==", 1) for pin in seen.locked)
    strange = sorted(installed - locked)
    if seen.unread:  # what is not in the rest may be there
        strange = [pin for pin in strange if pin.split("==", 1)[0] in versions]
    problems = [Problem(pin, _wanted(pin, versions), "installed") for pin in strange]
    missing = sorted(locked - installed - set(seen.conditional))
    problems += [Problem(pin, "installed", "not there in this version") for pin in missing]
    if not problems and seen.unread:
        return Judgement.cannot_tell(unread(seen.unread))
    return Judgement(len(installed & locked), tuple(problems), "nothing of the lock is installed")


def _wanted(pin: str, versions: dict[str, str]) -> str:
    name = pin.split("==", 1)[0]
    return (
        f"{name}=={versions[name]}, which is locked"
        if name in versions
        else "not installed, for it is not locked"
    )
