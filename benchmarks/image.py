"""The production image: its size, and how long it takes to build again after a change of the source."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from deploy.setup import base, docker, images
from deploy.setup.commands import ROOT

GOAL_MEGABYTES = 250
GOAL_SECONDS = 5.0
RUNS = 3
_TAG = "gonogo/ukp:benchmark"


def size() -> dict[str, Any]:
    """Bytes of the image as the engine counts them, all layers together."""
    reference = images.references(base.reference())[images.RELEASE]
    asked = ["docker", "image", "inspect", "--format", "{{.Size}}", reference]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=30)
    megabytes = int(said.stdout) / 1e6
    return {
        "megabytes": round(megabytes, 1),
        "goal_megabytes": GOAL_MEGABYTES,
        "reached": megabytes <= GOAL_MEGABYTES,
    }


def rebuilds() -> list[float]:
    """Seconds of each build after one more line in one module, everything else built before."""
    reference = base.reference()
    with tempfile.TemporaryDirectory() as folder:
        context = Path(folder)
        for name in images.RELEASE.inputs:
            _copy(ROOT / name, context / name)
        try:
            _build(context, reference)
            return [_rebuilt(context, reference, number) for number in range(RUNS)]
        finally:
            subprocess.run(["docker", "image", "rm", "--force", _TAG], capture_output=True, check=False)


def _rebuilt(context: Path, reference: str, number: int) -> float:
    with (context / "app" / "__init__.py").open("a", encoding="utf-8") as source:
        source.write(f"# change {number}\n")
    began = time.monotonic()
    _build(context, reference)
    return time.monotonic() - began


def _build(context: Path, reference: str) -> None:
    words = [
        word for argument in images.arguments(images.RELEASE, reference) for word in ("--build-arg", argument)
    ]
    command = ["docker", "build", "--force-rm", "--target", images.RELEASE.target, "--tag", _TAG]
    environment = {**os.environ, **docker.ENVIRONMENT}
    subprocess.run([*command, *words, context], env=environment, capture_output=True, check=True, timeout=600)


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, place)
