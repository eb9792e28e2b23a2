"""container-structure-test: the production image is what structure.yaml says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from deploy.scan import commands, imagefile, place
from deploy.scan.image import Image
from deploy.scan.model import Canary, Coverage, Finding, Level, Looked, ScanError
from deploy.scan.work import Work

PLANTED_USER = {"User": "root"}
KNOWN = ("Metadata Test", "File Existence Test: no installer of packages beside it")


def scan(work: Work, image: Image) -> Looked:
    """Test the image, and a planted one that runs as root and has an installer of packages."""
    folder = work.folder("structure")
    imagefile.write(folder / "planted.tar", imagefile.FILES, PLANTED_USER)
    caught = {
        one["Name"] for one in _test(work, folder / "planted.tar", folder)["Results"] if not one["Pass"]
    }
    report = _test(work, image.archive, folder)
    wanted = promised(yaml.safe_load(place.STRUCTURE.read_text(encoding="utf-8")))
    answered = {one["Name"] for one in report["Results"]}
    missed = tuple(sorted(wanted - answered))
    program = work.program("container-structure-test")
    return Looked(
        tool="container-structure-test",
        version=commands.version(commands.run([program, "version"], folder, folder).out),
        canaries=tuple(Canary(f"{name} of a planted image", name in caught) for name in KNOWN),
        coverage=Coverage("tests of the image", len(wanted), len(wanted) - len(missed), missed),
        data=work.pinned(place.STRUCTURE),
        native=work.keep("container-structure-test.json", report),
        findings=findings(report, image.place),
    )


def promised(settings: dict[str, Any]) -> set[str]:
    """Return the name under which each test has to answer."""
    files = {f"File Existence Test: {one['name']}" for one in settings["fileExistenceTests"]}
    return files | {"Metadata Test"}


def _test(work: Work, archive: Path, folder: Path) -> dict[str, Any]:
    left = folder / "report.json"
    command: list[commands.Word] = [
        work.program("container-structure-test"),
        "test",
        "--driver",
        "tar",
        "--image",
        archive,
    ]
    command += ["--config", place.STRUCTURE, "--output", "json", "--test-report", left]
    answer = commands.run(command, folder, folder)
    text = left.read_text(encoding="utf-8") if left.exists() else ""
    left.unlink(missing_ok=True)
    report: dict[str, Any] = commands.report("container-structure-test", text, answer)
    return believable(report)


def believable(report: dict[str, Any]) -> dict[str, Any]:
    """Return the report; ScanError where it tested nothing, and says so as a test without a name."""
    if said := [one["Errors"] for one in report["Results"] if not one["Name"]]:
        raise ScanError(f"container-structure-test tested nothing: {said[0]}")
    return report


def findings(report: dict[str, Any], where: str) -> tuple[Finding, ...]:
    """Return each thing that the image is not."""
    return tuple(
        Finding("container-structure-test", _slug(one["Name"]), where, 0, Level.ERROR, *2 * (str(error),))
        for one in report["Results"]
        if not one["Pass"]
        for error in one.get("Errors") or ("it did not pass",)
    )


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.removeprefix("File Existence Test: ").casefold()).strip("-")
