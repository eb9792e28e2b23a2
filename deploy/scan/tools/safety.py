"""safety: known vulnerabilities of the packages in every lock, by a database of our own."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from deploy.scan.model import Canary, Coverage, Finding, Level, Looked
from deploy.scan.packages import Packages, database, freshness, packages
from deploy.scan.work import Work
from gonogo.instruments.scanners.locks import canonical
from gonogo.instruments.scanners.safety import run_safety


def scan(work: Work) -> Looked:
    """Look up every pin, and one that is known to be bad."""
    known = database(work.advisories)
    wanted = packages(work.root)
    report = run_safety([*wanted.pins, wanted.canary], known.known, work.folder("safety"))
    found = findings(report, wanted)
    return Looked(
        tool="safety",
        version=version("safety"),
        canaries=(Canary("==".join(wanted.canary), wanted.canary in vulnerable(report)),),
        coverage=covered(wanted, read(report)),
        data=freshness(known),
        native=work.keep("safety.json", report),
        findings=found,
        doubts=wanted.doubts,
    )


def covered(wanted: Packages, seen: set[tuple[str, str]]) -> Coverage:
    """Compare the pins with those that were examined."""
    missed = tuple("==".join(pin) for pin in wanted.pins if pin not in seen)
    return Coverage("pinned packages", len(wanted.pins), len(wanted.pins) - len(missed), missed)


def read(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return each pin that safety examined, as it understood it."""
    made = (one for package in report["scanned_packages"].values() for one in package["requirements"])
    return {(canonical(one["name"]), str(one["specifier"]).lstrip("=")) for one in made}


def _all(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [*report["vulnerabilities"], *report["ignored_vulnerabilities"]]


def vulnerable(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the pins of which something is known."""
    return {(canonical(one["package_name"]), str(one["analyzed_version"])) for one in _all(report)}


def findings(report: dict[str, Any], wanted: Packages) -> tuple[Finding, ...]:
    """Return what is known of each pin, at its lock; the canary is none of them."""
    made = []
    for one in _all(report):
        pin = (canonical(one["package_name"]), str(one["analyzed_version"]))
        if pin in wanted.pins:
            fixed = ", ".join(map(str, one["fixed_versions"])) or "no version yet"
            said = f"{'=='.join(pin)} is vulnerable, mended in {fixed}"
            rule = str(one["vulnerability_id"])
            made.append(Finding("safety", rule, wanted.pins[pin], 0, Level.ERROR, said, pin[0]))
    return tuple(made)
