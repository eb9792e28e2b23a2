"""pip-audit: known vulnerabilities of the packages in every lock, by our own database or PyPI's service.

It says "no known vulnerabilities" and ends with 0 where its service does not know one package: what it left
out and whether it knew the canary decide.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deploy.scan import commands
from deploy.scan.model import Canary, Data, Finding, Level, Looked, NotPossibleError, ScanError
from deploy.scan.osv import service
from deploy.scan.packages import HOW, Packages, database, freshness, packages
from deploy.scan.tools.safety import covered
from deploy.scan.work import Work
from gonogo.instruments.scanners.locks import canonical

_ALIKE = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "--timeout", "15")


def scan(work: Work) -> Looked:
    """Look up every pin, and one that is known to be bad."""
    wanted, folder = packages(work.root), work.folder("pip-audit")
    if work.advisories is None:
        report, data = _asked(work, wanted, folder), Data("PyPI's service, asked now", work.now, 1.0)
    else:
        known = database(work.advisories)
        data = freshness(known)
        with service(known.known) as url:
            report = _audit(
                work,
                [*wanted.pins, wanted.canary],
                folder,
                "--vulnerability-service",
                "osv",
                "--osv-url",
                url,
            )
    return Looked(
        tool="pip-audit",
        version=commands.version(commands.run([work.program("pip-audit"), "--version"], folder, folder).out),
        canaries=(Canary("==".join(wanted.canary), wanted.canary in vulnerable(report)),),
        coverage=covered(wanted, read(report)),
        data=data,
        native=work.keep("pip-audit.json", report),
        findings=findings(report, wanted),
        doubts=wanted.doubts,
    )


def _asked(work: Work, wanted: Packages, folder: Path) -> dict[str, Any]:
    """Ask PyPI's service; NotPossibleError where it does not know what everybody knows."""
    try:
        tried = _audit(work, [wanted.canary], folder)
    except ScanError as silent:
        raise NotPossibleError(f"PyPI's service does not answer ({silent}): {HOW}") from None
    if wanted.canary not in vulnerable(tried):
        raise NotPossibleError(
            f"the package index in reach knows no vulnerability of {'=='.join(wanted.canary)}: {HOW}"
        )
    return _audit(work, [*wanted.pins, wanted.canary], folder)


def _audit(work: Work, pins: list[tuple[str, str]], folder: Path, *where: str) -> dict[str, Any]:
    """Audit in as many runs as a package has versions: one list may name it once."""
    whole: dict[str, Any] = {"dependencies": [], "fixes": []}
    for number, part in enumerate(apart(pins)):
        listed = folder / f"requirements-{number}.txt"
        listed.write_text("".join(f"{name}=={version}\n" for name, version in part), encoding="utf-8")
        command: list[commands.Word] = [
            work.program("pip-audit"),
            "--requirement",
            listed,
            *_ALIKE,
            "--cache-dir",
            folder / "cache",
        ]
        answer = commands.run([*command, *where], folder, folder, commands.network())
        whole["dependencies"] += commands.report("pip-audit", answer.out, answer)["dependencies"]
    return whole


def apart(pins: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Deal pins into lists, none of which names a package twice."""
    lists: list[dict[str, str]] = []
    for name, version in pins:
        fitting = next((one for one in lists if name not in one), None)
        if fitting is None:
            lists.append(fitting := {})
        fitting[name] = version
    return [list(one.items()) for one in lists]


def read(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the pins that it looked up: one that it skipped has a reason in place of a version."""
    return {
        (canonical(one["name"]), str(one["version"])) for one in report["dependencies"] if "version" in one
    }


def vulnerable(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the pins of which something is known."""
    return {
        (canonical(one["name"]), str(one["version"])) for one in report["dependencies"] if one.get("vulns")
    }


def findings(report: dict[str, Any], wanted: Packages) -> tuple[Finding, ...]:
    """Return what is known of each pin, at its lock; the canary is none of them."""
    made = []
    for one in report["dependencies"]:
        pin = (canonical(one["name"]), str(one.get("version")))
        for known in one.get("vulns", ()) if pin in wanted.pins else ():
            fixed = ", ".join(known["fix_versions"]) or "no version yet"
            said = f"{'=='.join(pin)} is vulnerable, mended in {fixed}"
            made.append(Finding("pip-audit", known["id"], wanted.pins[pin], 0, Level.ERROR, said, pin[0]))
    return tuple(made)
