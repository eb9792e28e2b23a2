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
    def place(self) -> str:
        """Its name, without the tag that is another one for each build."""
        return f"image {self.reference.rpartition(':')[0] or self.reference}"


def identity(reference: str) -> str:
    """Return the digest of an image's content; NotPossibleError where there is none."""
    if not reference:
        raise NotPossibleError(
            "no image is named: `make scan TARGET=compose` builds it, GONOGO_APP_IMAGE names another"
        )
    asked = ask("docker", "image", "inspect", "--format", "{{.Id}}", reference)
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
