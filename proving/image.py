"""A bad image: the release's own, with a few Dockerfile lines on top."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.setup.commands import ask, environment, tail
from deploy.setup.docker import ENVIRONMENT
from gonogo.home import ROOT
from gonogo.instruments.locks import machine
from proving import engine
from proving.catalogue import FOLDER
from proving.children import run
from proving.release import Release
from proving.seed import Place

BASE = os.environ.get("GONOGO_APP_IMAGE", "gonogo/ukp:dev")
BUILD_SECONDS, REMOVE_SECONDS = 180.0, 20.0
_BESIDE = (
    "proving/__init__.py",
    "proving/seed.py",
    "proving/serve.py",
    "gonogo/__init__.py",
    "gonogo/home.py",
)
"""What a seed needs where the release runs."""

_UNWANTED = shutil.ignore_patterns("__pycache__", "*.json")


class ImageError(Exception):
    """The image could not be built: no engine, or no image of the release. Never the defect's fault."""


@contextmanager
def built(release: Release, target: Place, folder: Path) -> Iterator[str | None]:
    """Build the image of a release, and remove it afterwards; None where it needs none."""
    lines = _lines(release) if target == "compose" else ()
    if not lines:
        yield None
        return
    context = folder / "image"
    _fill(context, release, lines)
    tag = f"gonogo/defect:{release.name.lower()}"
    with machine(), engine.needed(target):  # a build beside a measurement would be measured
        _build(folder, "--force-rm", "--label=gonogo.defect", f"--tag={tag}", str(context))
    try:
        yield tag
    finally:
        ask("docker", "image", "rm", "--force", tag, deadline_seconds=REMOVE_SECONDS)


def _build(folder: Path, *words: str) -> None:
    log = folder / "docker.txt"
    status = run(["docker", "build", *words], log, BUILD_SECONDS, environment=environment(ENVIRONMENT))
    if status != 0:
        late = f"it took more than {BUILD_SECONDS:g} s\n" if status is None else ""
        raise ImageError(f"the image could not be built on {BASE}: {late}{tail(log)}")


def _lines(release: Release) -> tuple[str, ...]:
    if not release.wraps:
        return release.injection.dockerfile
    command = json.dumps(["python", "-m", "proving.serve", ",".join(release.wraps)])
    return ("COPY seeds ./", f"CMD {command}", *release.injection.dockerfile)


def _fill(context: Path, release: Release, lines: tuple[str, ...]) -> None:
    """Lay out the build's context: the Dockerfile, the seeds, and the injection's own files."""
    context.mkdir()
    shutil.copytree(FOLDER, context / "seeds" / "defects", ignore=_UNWANTED)
    for name in _BESIDE:
        (context / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, context / "seeds" / name)
    for name, content in release.injection.files.items():
        (context / name).write_text(content, encoding="utf-8")
    (context / "Dockerfile").write_text("\n".join([f"FROM {BASE}", *lines, ""]), encoding="utf-8")
