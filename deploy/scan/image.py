"""The production image: its content's digest, its archive, and what is installed in it by its own word."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.scan.model import NotPossibleError, ScanError
from deploy.setup.commands import ask
from gonogo.instruments.scanners.locks import canonical

_SECONDS = 60.0
_PULL_SECONDS = 300.0
_LIST = """
import glob, importlib.metadata, json, subprocess
folders = glob.glob("/opt/*/lib/python3*/site-packages") + glob.glob("/usr/lib/python3*/dist-packages")
folders += glob.glob("/usr/lib/python3*/site-packages") + glob.glob("/usr/local/lib/python3*/*-packages")
found = importlib.metadata.distributions(path=folders)
listed = subprocess.check_output(["dpkg-query", "-W", "-f", "${Package} ${Version}\\n"], text=True)
python = [[one.metadata["Name"], one.version] for one in found]
print(json.dumps({"python": python, "deb": [line.split() for line in listed.splitlines()]}))
"""


@dataclass(frozen=True)
class Image:
    """``id`` is the digest of its content; the sets hold (name, version), names as the index has them."""

    reference: str
    id: str
    archive: Path
    python: frozenset[tuple[str, str]]
    debian: frozenset[tuple[str, str]]

    @property
    def repository(self) -> str:
        """Its name, without the tag or digest that is another one for each build."""
        name = self.reference.partition("@")[0]
        return name.rpartition(":")[0] if ":" in name.rpartition("/")[2] else name

    @property
    def place(self) -> str:
        """What findings and waivers call it: its name without the registry, another one elsewhere."""
        registry, _, path = self.repository.partition("/")
        return f"image {path if path and set(registry) & set('.:') else self.repository}"

    @property
    def digest(self) -> str:
        """What a registry knows it by, where it is named by that; else the digest of its content."""
        return self.reference.partition("@")[2] or self.id


def identity(reference: str) -> str:
    """Return the digest of an image's content; NotPossibleError where there is none.

    One that is named by its digest is fetched: it may have been built elsewhere, and can be no other.
    """
    if not reference:
        raise NotPossibleError(
            "no image is named: `make scan TARGET=compose` builds it, GONOGO_APP_IMAGE names another"
        )
    inspect = ("docker", "image", "inspect", "--format", "{{.Id}}", reference)
    asked = ask(*inspect)
    if asked.status and "@sha256:" in reference:
        asked = ask("docker", "pull", "--quiet", reference, deadline_seconds=_PULL_SECONDS)
        asked = asked if asked.status else ask(*inspect)
    if asked.status:
        words = (asked.err or asked.out).splitlines() or ["the engine said nothing"]
        raise NotPossibleError(f"the image {reference} is not there: {words[-1]}")
    return asked.out


@contextmanager
def saved(reference: str, folder: Path) -> Iterator[Image]:
    """Save the image while it is looked at; NotPossibleError where there is none."""
    content = identity(reference)
    archive = folder / "image.tar"
    try:
        _answer("docker", "save", "--output", str(archive), reference)
        yield Image(reference, content, archive, *_installed(reference))
    finally:
        archive.unlink(missing_ok=True)


def _installed(reference: str) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    name = f"gonogo-scan-{os.getpid()}"
    alone = ("--rm", "--name", name, "--network", "none", "--read-only", "--cap-drop", "ALL")
    try:
        said = _answer("docker", "run", *alone, "--entrypoint", "python", reference, "-c", _LIST)
    except ScanError:
        ask("docker", "rm", "--force", name)  # a client that is ended leaves its container behind
        raise
    return listed(said)


def listed(said: str) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Read what an image says is installed in it: Python's packages, and Debian's."""
    try:
        found = json.loads(said)
    except ValueError:
        raise ScanError(f"the image did not list its packages: {said[-200:]}") from None
    python = frozenset((canonical(name), version) for name, version in found["python"])
    return python, frozenset((name, version) for name, version in found["deb"])


def _answer(*command: str) -> str:
    answer = ask(*command, deadline_seconds=_SECONDS)
    if answer.status:
        raise ScanError(f"`{' '.join(command[:2])}` ended with {answer.status}: {answer.err[-200:]}")
    return answer.out
