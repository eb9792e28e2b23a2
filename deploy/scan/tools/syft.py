"""syft: the list of what the production image holds (SBOM). It is believed where the image says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from deploy.scan import commands, imagefile
from deploy.scan.image import Image
from deploy.scan.model import Canary, Coverage, Looked
from deploy.scan.work import Work
from gonogo.instruments.scanners.locks import canonical

KNOWN = (("python", "planted"), ("deb", "planted-debian"))
SBOM = "sbom.cdx.json"
_NAMED = 3


def scan(work: Work, image: Image) -> Looked:
    """List a planted image, then ours: in syft's own format, and in CycloneDX that names it by its digest."""
    folder = work.folder("syft")
    imagefile.write(folder / "planted.tar", imagefile.FILES, {})
    caught = {(one["type"], one["name"]) for one in _list(work, folder / "planted.tar", folder)["artifacts"]}
    named_as = ("--source-name", image.repository, "--source-version", image.digest)
    report = _list(work, image.archive, folder, *named_as)
    work.keep(SBOM, json.loads((folder / SBOM).read_text(encoding="utf-8")))
    wanted, named = installed(image), listed(report)
    missed = tuple(sorted(map(words, wanted - named)))
    return Looked(
        tool="syft",
        version=str(report["descriptor"]["version"]),
        canaries=tuple(
            Canary(f"the package {name} of a planted image", (kind, name) in caught) for kind, name in KNOWN
        ),
        coverage=Coverage("packages installed in the image", len(wanted), len(wanted & named), missed),
        data=work.pinned(),
        native=work.keep("syft.json", report),
        findings=(),
        doubts=doubts(report, image),
    )


def installed(image: Image) -> set[tuple[str, str, str]]:
    """Return what the image itself says is installed, by kind."""
    python = {("python", *one) for one in image.python}
    return python | {("deb", *one) for one in image.debian}


def listed(report: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return what the list names, by kind."""
    kinds = (("python", canonical), ("deb", str))
    return {
        (kind, name(one["name"]), one["version"])
        for kind, name in kinds
        for one in report["artifacts"]
        if one["type"] == kind
    }


def doubts(report: dict[str, Any], image: Image) -> tuple[str, ...]:
    """Say where the list is about something else than the image, or names what is not installed in it."""
    said = []
    if (subject := report["source"]["metadata"]["imageID"]) != image.id:
        said.append(f"its list is of {subject}, the image is {image.id}")
    if more := sorted(map(words, listed(report) - installed(image))):
        said.append(f"it lists {len(more)} packages that are not installed: {', '.join(more[:_NAMED])}")
    return tuple(said)


def words(package: tuple[str, str, str]) -> str:
    """Return a package as a reader names it."""
    return f"{package[1]} {package[2]} ({package[0]})"


def _list(work: Work, archive: Path, folder: Path, *more: str) -> dict[str, Any]:
    command: list[commands.Word] = [work.program("syft"), "scan", f"docker-archive:{archive}", "--quiet"]
    command += ["--output", "syft-json", "--output", f"cyclonedx-json={folder / SBOM}", *more]
    answer = commands.run(command, folder, folder, {"SYFT_CHECK_FOR_APP_UPDATE": "false"})
    report: dict[str, Any] = commands.report("syft", answer.out, answer)
    return report
