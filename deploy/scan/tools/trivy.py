"""trivy: known vulnerabilities of what is in the production image, where this machine has a trivy of its own.

No package index has it, so none is installed: what is on PATH is run, on its own database, which it renews
where it reaches the registry that gives it out. It ends with 0 even where it knows nothing of a system:
whether it saw what is planted, and each package that the image has, decides.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from deploy.scan import commands, imagefile
from deploy.scan.image import Image
from deploy.scan.model import Canary, Coverage, Data, Finding, Level, Looked, NotPossibleError, ScanError
from deploy.scan.packages import GOOD_DAYS
from deploy.scan.tools.syft import installed, words
from deploy.scan.work import Work
from deploy.setup.commands import Answer
from gonogo.instruments.scanners.locks import canonical

ABSENT = (
    "no package that is installed from here holds it, and its database of vulnerabilities is given out by a "
    "container registry alone"
)
KNOWN = (("libidn2-0", "CVE-2019-18224"), ("werkzeug", "CVE-2019-14806"))
"""What it says of a Debian and of a Python package of the planted image, as in its project's own tests."""
_PYTHON = "opt/planted/lib/python3.11/site-packages/werkzeug-0.11.dist-info"
PLANTED = {
    "etc/os-release": b'ID=debian\nVERSION_ID="10"\n',
    "etc/debian_version": b"10.1\n",
    f"{_PYTHON}/METADATA": b"Metadata-Version: 2.1\nName: Werkzeug\nVersion: 0.11\n",
    f"{_PYTHON}/RECORD": b"",
    "var/lib/dpkg/status": (
        b"Package: libidn2-0\nStatus: install ok installed\nArchitecture: amd64\nSource: libidn2\n"
        b"Version: 2.0.5-1\nMaintainer: nobody\nDescription: planted\n\n"
    ),
}
_LEVELS = {"CRITICAL": Level.ERROR, "HIGH": Level.ERROR, "MEDIUM": Level.WARNING}
_KINDS = {"debian": "deb", "python-pkg": "python"}
_QUIET = {"TRIVY_SKIP_VERSION_CHECK": "true", "TRIVY_DISABLE_TELEMETRY": "true"}
_WORDS = 200


class Trivy(NamedTuple):
    """The program, the folder of its database, and one to work in, where no settings of anybody lie."""

    program: str
    cache: Path
    folder: Path

    def __call__(self, *more: commands.Word) -> Answer:
        """Run it."""
        command: list[commands.Word] = [self.program, *more, "--cache-dir", self.cache]
        return commands.run(command, self.folder, self.folder, commands.network() | _QUIET)


def absent() -> str:
    """Say why it cannot look here; empty where it is on PATH."""
    return "" if shutil.which("trivy") else ABSENT


def scan(work: Work, image: Image) -> Looked:
    """Look at a planted image first, then at the production image."""
    trivy = Trivy(shutil.which("trivy") or "trivy", cache(), work.folder("trivy"))
    version, data = _database(trivy)
    planted = trivy.folder / "planted.tar"
    imagefile.write(planted, PLANTED, {})
    caught, report = vulnerable(_look(trivy, planted)), _look(trivy, image.archive)
    wanted, named = installed(image), listed(report)
    missed = tuple(sorted(map(words, wanted - named)))
    return Looked(
        tool="trivy",
        version=version,
        canaries=tuple(
            Canary(f"{rule} of a planted image's {name}", (name, rule) in caught) for name, rule in KNOWN
        ),
        coverage=Coverage("packages installed in the image", len(wanted), len(wanted & named), missed),
        data=data,
        native=work.keep("trivy.json", report),
        findings=findings(report, image.place),
        doubts=doubts(report, image),
    )


def cache() -> Path:
    """Return where its user keeps its database: a new one for each scan would be fetched each time."""
    if named := os.environ.get("TRIVY_CACHE_DIR"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "trivy"


def _database(trivy: Trivy) -> tuple[str, Data]:
    """Renew the database where that can be done; NotPossibleError where there is none even so."""
    try:
        why = trivy("image", "--download-db-only", "--quiet").err.strip()
    except ScanError as late:
        why = str(late)
    answer = trivy("version", "--format", "json")
    said: dict[str, Any] = commands.report("trivy", answer.out, answer)
    if not (known := said.get("VulnerabilityDB")):
        raise NotPossibleError(f"it has no database, and none can be fetched: {why[-_WORDS:] or 'no word'}")
    newest = dt.datetime.fromisoformat(str(known["UpdatedAt"]))
    return str(said["Version"]), Data("its database of vulnerabilities", newest, GOOD_DAYS)


def _look(trivy: Trivy, archive: Path) -> dict[str, Any]:
    left = trivy.folder / "report.json"
    as_it_is = ("--skip-db-update", "--skip-java-db-update", "--offline-scan")
    listing = ("--scanners", "vuln", "--list-all-pkgs", "--format", "json", "--output", left)
    answer = trivy("image", "--input", archive, "--quiet", *as_it_is, *listing)
    text = left.read_text(encoding="utf-8") if left.exists() else ""
    left.unlink(missing_ok=True)
    report: dict[str, Any] = commands.report("trivy", text, answer)
    return report


def listed(report: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return the packages that it looked up, by kind, with their whole versions."""
    return {
        (kind, canonical(one["Name"]) if kind == "python" else str(one["Name"]), _version(one))
        for result in report.get("Results") or ()
        if (kind := _KINDS.get(result["Type"]))
        for one in result.get("Packages") or ()
    }


def _version(package: dict[str, Any]) -> str:
    """Return a version as its package manager writes it: trivy takes a Debian one apart."""
    epoch = f"{package['Epoch']}:" if package.get("Epoch") else ""
    release = f"-{package['Release']}" if package.get("Release") else ""
    return f"{epoch}{package['Version']}{release}"


def vulnerable(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Return each package's name with what is known of it."""
    return {(canonical(one["PkgName"]), str(one["VulnerabilityID"])) for one in _vulnerabilities(report)}


def _vulnerabilities(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for result in report.get("Results") or () for one in result.get("Vulnerabilities") or ()]


def doubts(report: dict[str, Any], image: Image) -> tuple[str, ...]:
    """Say where its report is about something else than the image."""
    subject = report["Metadata"]["ImageID"]
    return () if subject == image.id else (f"its report is of {subject}, the image is {image.id}",)


def findings(report: dict[str, Any], where: str) -> tuple[Finding, ...]:
    """Return what is known of each package. What no version mends yet advises: nobody could act on it."""
    made = []
    for one in _vulnerabilities(report):
        name, fixed = str(one["PkgName"]), one.get("FixedVersion")
        level = _LEVELS.get(one["Severity"], Level.NOTE) if fixed else Level.NOTE
        said = f"{name} {one['InstalledVersion']} is vulnerable, mended in {fixed or 'no version yet'}"
        made.append(Finding("trivy", str(one["VulnerabilityID"]), where, 0, level, said, name))
    return tuple(made)
