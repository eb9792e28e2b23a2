"""Scan the release's packages together with one that is known to be bad."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gonogo.contract.security import DependencyScan
from gonogo.instruments.scanners.advisories import read_advisories
from gonogo.instruments.scanners.locks import canonical, read_lock
from gonogo.instruments.scanners.safety import run_safety
from gonogo.suites.security.observations.canary import Canary
from gonogo.suites.security.observations.packages import PackageScan, Vulnerability
from gonogo.targets.base import Target

# Every database of Python advisories knows these; the release may have one of the packages itself.
_BAD = (("flask", "0.12.2"), ("django", "1.8"), ("pyyaml", "5.3"))
_DAY = dt.timedelta(days=1)


def scan_the_packages(target: Target, dependencies: DependencyScan) -> PackageScan:
    """Run safety over every locked package and the canary, with the target's database of advisories."""
    assert target.advisories is not None
    lock = read_lock(target.source / dependencies.lock)
    known = read_advisories(target.advisories)
    canary = next(bad for bad in _BAD if bad[0] not in {name for name, _ in lock.packages})
    with tempfile.TemporaryDirectory(prefix="gonogo-scan-") as scratch:
        report = run_safety([*lock.packages, canary], known.known, Path(scratch))
    found = [vulnerability(one) for one in (*report["vulnerabilities"], *report["ignored_vulnerabilities"])]
    age = (dt.datetime.now(dt.UTC) - known.newest) / _DAY if known.newest else None
    return PackageScan(
        locked=tuple(map(_pin, lock.packages)),
        unpinned=lock.unpinned,
        scanned=tuple(pin for pin in scanned_pins(report) if pin != _pin(canary)),
        vulnerabilities=tuple(one for one in found if one.package != canary[0]),
        canaries=(Canary(_pin(canary), any(one.package == canary[0] for one in found)),),
        advisories=len(known.known),
        newest=known.newest.date().isoformat() if known.newest else "",
        age_days=age,
        by_content=lock.by_content,
        unhashed=lock.unhashed,
        unread=lock.unread,
    )


def vulnerability(one: dict[str, Any]) -> Vulnerability:
    """Keep of a finding of safety what is judged and told."""
    return Vulnerability(
        canonical(str(one["package_name"])),
        str(one["analyzed_version"]),
        str(one["vulnerability_id"]),
        str(one["CVE"] or ""),
        tuple(map(str, one["fixed_versions"])),
    )


def scanned_pins(report: dict[str, Any]) -> Iterator[str]:
    """Give each requirement that safety examined, as it understood it."""
    for made in report["scanned_packages"].values():
        for requirement in made["requirements"]:
            yield f"{canonical(requirement['name'])}{str(requirement['specifier']).replace('===', '==')}"


def _pin(package: tuple[str, str]) -> str:
    return f"{package[0]}=={package[1]}"
