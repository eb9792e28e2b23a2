"""Every package of the lock was looked up, in a database that knows something and is new.

Why: safety ends with 0 on an empty database and on requirements without a version, and says nothing of
either.
Reference: OWASP ASVS 5.0 15.2.1, 15.1.2 (an inventory of components); pyupio/safety, exit codes.
Remedy: pin each package of the lock to one version, with a hash where the others have one; fetch the database
anew where it is old.
"""

from __future__ import annotations

from gonogo.contract.security import DependencyScan
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.packages import PackageScan
from gonogo.suites.security.scanning import cannot_say_clean


@rule("security.dependencies")
def judge(seen: PackageScan, dependencies: DependencyScan) -> Judgement:
    """Refuse lines without one version, and any difference between what is locked and what was looked up."""
    locked, scanned = set(seen.locked), set(seen.scanned)
    problems = [Problem(f"lock: {line}", "one version, pinned by ==", line) for line in seen.unpinned]
    bare = [line for line in seen.unhashed if line not in seen.unpinned]
    problems += [Problem(f"lock: {line}", "a hash, as other lines have", "none") for line in bare]
    problems += [Problem(pin, "looked up", "left out") for pin in sorted(locked - scanned)]
    problems += [Problem(pin, "in the lock", "looked up, and not locked") for pin in sorted(scanned - locked)]
    if not problems and (why := cannot_say_clean(seen, dependencies.advisories_max_age_days)):
        return Judgement.cannot_tell(why)
    if not problems and seen.by_content:
        return Judgement.cannot_tell(
            f"no advisory can be found for what is pinned without a version: {', '.join(seen.by_content)}"
        )
    return Judgement(
        len(locked), tuple(problems), "the lock names no package", {"advisories": seen.advisories}
    )
