"""A bad image: the release's own, with a few Dockerfile lines on top."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docker
from docker.errors import APIError, BuildError, DockerException

from defects.catalogue import FOLDER, Seed
from fixtures.locks import machine

BASE = os.environ.get("GONOGO_APP_IMAGE", "gonogo/ukp:dev")
_UNWANTED = shutil.ignore_patterns("__pycache__", "*.json")


class ImageError(Exception):
    """The image could not be built: no engine, or no image of the release. Never the defect's fault."""


@contextmanager
def built(seed: Seed, number: int, folder: Path) -> Iterator[str | None]:
    """Build the image of a seed's injection, and remove it afterwards; None where it needs none."""
    lines = _lines(seed, number) if seed.target == "compose" else ()
    if not lines:
        yield None
        return
    context = folder / "image"
    _fill(context, seed, number, lines)
    tag = f"gonogo/defect:{seed.id.lower()}-{number}"
    try:
        with machine():  # a build beside a measurement would be measured
            client = docker.from_env()
            labels = {"gonogo.defect": seed.id}
            client.images.build(path=str(context), tag=tag, rm=True, forcerm=True, labels=labels)
    except (DockerException, APIError, BuildError) as broken:
        raise ImageError(f"the image of {seed.id} could not be built on {BASE}: {broken}") from None
    try:
        yield tag
    finally:
        client.images.remove(tag, force=True)


def _lines(seed: Seed, number: int) -> tuple[str, ...]:
    injection = seed.injection(number)
    if not injection.wraps:
        return injection.dockerfile
    command = json.dumps(["python", "-m", "defects.serve", seed.module, str(number)])
    return ("COPY defects ./defects", f"CMD {command}", *injection.dockerfile)


def _fill(context: Path, seed: Seed, number: int, lines: tuple[str, ...]) -> None:
    """Lay out the build's context: the Dockerfile, this folder, and the injection's own files."""
    context.mkdir()
    shutil.copytree(FOLDER, context / "defects", ignore=_UNWANTED)
    for name, content in seed.injection(number).files.items():
        (context / name).write_text(content, encoding="utf-8")
    (context / "Dockerfile").write_text("\n".join([f"FROM {BASE}", *lines, ""]), encoding="utf-8")
