"""The deployed release's scan: a finding that it does not have is new, and no waiver covers it.

It lies in the registry with the list of what is in the image that was scanned (SBOM), as an image of two
files, for the scan and production run on different machines. The scan job keeps both by the digest of that
image; once it is deployed, the tag `deployed` moves to them.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from deploy.pipeline.images import last, pull, push, registry
from deploy.pipeline.outcome import RefusedError, StepError
from deploy.pipeline.place import Place, Release
from deploy.scan import place as scan_place
from deploy.scan.baseline import SCHEMA
from deploy.scan.tools.syft import SBOM
from deploy.setup import docker
from deploy.setup.commands import ROOT, ask

OUT = ROOT / "reports" / "out" / "deployed" / "scan.json"
_DOCKERFILE = f"FROM scratch\nCOPY scan.json {SBOM} /\n"
_ABSENT = re.compile(r"(manifest|name) unknown|: not found$|repository does not exist", re.IGNORECASE)
_PULL_SECONDS = 120.0
_NO_PROGRAM = 127


def fetch() -> tuple[Path | None, str]:
    """Return the deployed release's scan.json, None where there is none, and a sentence; StepError."""
    OUT.unlink(missing_ok=True)
    name = f"{_repository()}:deployed"
    answer = ask("docker", "pull", "--quiet", name, deadline_seconds=_PULL_SECONDS)
    if answer.status != 0:
        if answer.status != _NO_PROGRAM and _ABSENT.search(last(answer.err)):
            return None, "no release was deployed with its scan: every finding needs a waiver"
        raise StepError(f"the registry does not tell the deployed release's scan: {last(answer.err)}")
    schema = _read(_taken(name, OUT)).get("schema_version")
    if schema != SCHEMA:
        OUT.unlink()
        return (
            None,
            f"the deployed release's scan is of schema {schema}, not {SCHEMA}: every finding needs a waiver",
        )
    return OUT, f"the deployed release's scan is in {OUT.relative_to(ROOT)}"


def keep(image: str) -> str:
    """Push the scan that was just made of an image, and its SBOM; return their digest.

    StepError where the scan is not GO, or either is about another image.
    """
    made, listed = scan_place.OUT / "scan.json", scan_place.OUT / scan_place.NATIVE / SBOM
    said = _read(made)
    if said.get("verdict") != "GO":
        raise StepError(f"{made}: its verdict is {said.get('verdict')}: only what is GO is kept")
    _about(image, made, _scanned(said))
    _about(image, listed, _described(_read(listed)))
    name = f"{_repository()}:{image.partition('@')[2].replace(':', '-')}"
    with tempfile.TemporaryDirectory(prefix="gonogo-scan-") as folder:
        for file in (made, listed):
            (Path(folder) / file.name).write_bytes(file.read_bytes())
        dockerfile = Path(folder) / "Dockerfile"
        dockerfile.write_text(_DOCKERFILE, encoding="utf-8")
        docker.build(docker.Build("ukp-scan", (name,), folder, str(dockerfile), ()))
    return push(name)


def mark(place: Place, release: Release, scanned: str) -> str:
    """Move `deployed` to the scan of what is deployed; RefusedError where it is another release's."""
    if (deployed := place.deployed) is None or deployed.image != release.image:
        raise RefusedError(f"{release.image} is not what {place.name} runs: its scan is no baseline")
    pull(scanned)
    with tempfile.TemporaryDirectory(prefix="gonogo-scan-") as folder:
        said = _read(_taken(scanned, Path(folder) / "scan.json"))
    if (of := said.get("revision")) != release.revision.removesuffix("-dirty"):
        raise RefusedError(f"{scanned} is the scan of {of}, and {release.revision} is deployed")
    if (seen := _scanned(said)) != release.image:
        raise RefusedError(f"{scanned} is the scan of {seen or 'no image'}, and {release.image} is deployed")
    docker.tag(scanned, name := f"{_repository()}:deployed")
    push(name)
    return f"the next scan is compared with that of {release.revision}"


def _scanned(said: dict[str, Any]) -> str:
    """Return the image that a scan looked at."""
    return str((said.get("image") or {}).get("reference", ""))


def _described(sbom: dict[str, Any]) -> str:
    """Return the image that a CycloneDX document describes."""
    component = (sbom.get("metadata") or {}).get("component") or {}
    return f"{component.get('name')}@{component.get('version')}"


def _about(image: str, file: Path, found: str) -> None:
    if found != image:
        raise StepError(f"{file}: it is of {found or 'no image'}, and {image} was built")


def _repository() -> str:
    return f"{registry()}/ukp-scan"


def _taken(image: str, to: Path) -> Path:
    """Take the file out of an image, which no process could run in."""
    to.parent.mkdir(parents=True, exist_ok=True)
    made = ask("docker", "create", image, "/none")
    try:
        copied = ask("docker", "cp", f"{made.out}:/scan.json", str(to)) if made.status == 0 else made
    finally:
        if made.status == 0:
            ask("docker", "rm", "--force", made.out)
    if copied.status != 0:
        raise StepError(f"no scan.json can be taken out of {image}: {last(copied.err)}")
    return to


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        raise StepError(f"{path}: it cannot be read: {broken}") from None
    if not isinstance(said, dict):
        raise StepError(f"{path}: it is no scan.json")
    return said
