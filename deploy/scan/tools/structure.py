"""container-structure-test: the production image is what structure.yaml says."""

from __future__ import annotations

import os
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
DENIED = {"name": "an image without a system", "path": "/etc/os-release", "shouldExist": False}
"""A test that every image of ours has to fail."""

_FILE = "File Existence Test: "
_ENGINE = ("DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH")


def scan(work: Work, image: Image, driver: str = "docker") -> Looked:
    """Test the image through the engine, a falsehood about it, and a planted one that runs as root.

    From an archive the tool unpacks the whole image for each test: a quarter of a minute for ours.
    """
    folder = work.folder("structure")
    imagefile.write(folder / "planted.tar", imagefile.FILES, PLANTED_USER)
    falsehood = folder / "falsehood.yaml"
    falsehood.write_text(yaml.safe_dump({"schemaVersion": "2.0.0", "fileExistenceTests": [DENIED]}))
    subject = image.archive if driver == "tar" else image.id
    planted = failed(_test(work, folder, "tar", folder / "planted.tar", place.STRUCTURE))
    denied = failed(_test(work, folder, driver, subject, falsehood))
    report = _test(work, folder, driver, subject, place.STRUCTURE)
    wanted = promised(yaml.safe_load(place.STRUCTURE.read_text(encoding="utf-8")))
    missed = tuple(sorted(wanted - {one["Name"] for one in report["Results"]}))
    program = work.program("container-structure-test")
    return Looked(
        tool="container-structure-test",
        version=commands.version(commands.run([program, "version"], folder, folder).out),
        canaries=(
            *(Canary(f"{name} of a planted image", name in planted) for name in KNOWN),
            Canary("a test that this image has to fail", f"{_FILE}{DENIED['name']}" in denied),
        ),
        coverage=Coverage("tests of the image", len(wanted), len(wanted) - len(missed), missed),
        data=work.pinned(place.STRUCTURE),
        native=work.keep("container-structure-test.json", report),
        findings=findings(report, image.place),
    )


def failed(report: dict[str, Any]) -> set[str]:
    """Return the names of the tests that an image did not pass."""
    return {one["Name"] for one in report["Results"] if not one["Pass"]}


def promised(settings: dict[str, Any]) -> set[str]:
    """Return the name under which each test has to answer."""
    files = {f"{_FILE}{one['name']}" for one in settings["fileExistenceTests"]}
    return files | {"Metadata Test"}


def _test(work: Work, folder: Path, driver: str, image: Path | str, tests: Path) -> dict[str, Any]:
    left = folder / "report.json"
    program = work.program("container-structure-test")
    command: list[commands.Word] = [program, "test", "--driver", driver, "--image", image]
    command += ["--config", tests, "--output", "json", "--test-report", left]
    engine = {name: os.environ[name] for name in _ENGINE if name in os.environ}
    # What it unpacks goes with the folder, also where it was ended before it had done so itself.
    answer = commands.run(command, folder, folder, {"TMPDIR": str(folder), **engine})
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
    return re.sub(r"\W+", "-", name.removeprefix(_FILE).casefold()).strip("-")
