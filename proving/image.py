"""The images of a bad release: the stack's own, from changed source or with a few Dockerfile lines on top."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.setup import base
from deploy.setup.commands import ask, environment, tail
from deploy.setup.docker import ENVIRONMENT, PROXY_VARIABLES
from deploy.setup.images import IMAGES, RELEASE, Image, arguments
from gonogo.home import ROOT
from gonogo.instruments.locks import machine
from proving import engine
from proving.catalogue import FOLDER
from proving.children import run
from proving.classic import for_the_classic_builder
from proving.copying import source_of
from proving.release import Release
from proving.seed import Injection, Place

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
_OVERLAID = "app"
"""What of the release's source is laid over its image: all else needs a build from the beginning."""

_UNWANTED = shutil.ignore_patterns("__pycache__", "*.json")


class ImageError(Exception):
    """The image could not be built: no engine, or no image of the release. Never the defect's fault."""


@contextmanager
def built(release: Release, target: Place, folder: Path) -> Iterator[dict[str, str]]:
    """Build a release's images, and remove them afterwards: image by compose's variable, none locally."""
    made: dict[str, str] = {}
    tags: list[str] = []
    try:
        if target == "compose":
            for variable, tag in _build_all(release, folder):
                tags.append(tag)
                made[variable] = tag
        yield made
    finally:
        if tags:
            ask("docker", "image", "rm", "--force", *tags, deadline_seconds=REMOVE_SECONDS)


def _build_all(release: Release, folder: Path) -> Iterator[tuple[str, str]]:
    """Build one after the other, each later one of a variable on the one before; give variable and tag."""
    below = BASE
    for image in _from_source(release.injection):
        tag = f"gonogo/defect-{image.name}:{_tag(release)}"
        _build_from_source(image, release.injection, folder, tag)
        below = tag if image is RELEASE else below
        yield image.variable, tag
    if _lines(release):
        tag = f"gonogo/defect:{_tag(release)}"
        _build_on(below, release, folder, tag)
        yield RELEASE.variable, tag


def _tag(release: Release) -> str:
    """Two runs of one release at a time have images of their own."""
    return f"{release.name.lower()}-{os.getpid()}"


def _from_source(injection: Injection) -> list[Image]:
    """Return the stack's images that have to be built anew: what goes into them was changed."""

    def goes_in(path: str, image: Image) -> bool:
        inputs = [one for one in image.inputs if (image, one) != (RELEASE, _OVERLAID)]
        return any(path == one or path.startswith(f"{one}/") for one in inputs)

    return [image for image in IMAGES if any(goes_in(path, image) for path in injection.source)]


def _build_from_source(image: Image, injection: Injection, folder: Path, tag: str) -> None:
    source = source_of(injection, folder)
    context = source / image.context
    dockerfile = folder / f"Dockerfile.{image.name}"
    lines = (source / image.dockerfile).read_text(encoding="utf-8").splitlines()
    dockerfile.write_text("\n".join([*for_the_classic_builder(lines, context), ""]), encoding="utf-8")
    given = [f"--build-arg={word}" for word in arguments(image, base.reference())]
    given += [f"--build-arg={name}" for name in PROXY_VARIABLES if os.environ.get(name)]
    given += [f"--target={image.target}"] if image.target else []
    _build(folder, f"--file={dockerfile}", *given, f"--tag={tag}", str(context))


def _build_on(below: str, release: Release, folder: Path, tag: str) -> None:
    context = folder / "image"
    _fill(context, release)
    lines = for_the_classic_builder(_lines(release), context)
    (context / "Dockerfile").write_text("\n".join([f"FROM {below}", *lines, ""]), encoding="utf-8")
    _build(folder, f"--tag={tag}", str(context))


def _build(folder: Path, *words: str) -> None:
    log = folder / "docker.txt"
    command = ["docker", "build", "--force-rm", "--label=gonogo.defect", *words]
    with machine(), engine.needed("compose"):  # a build beside a measurement would be measured
        status = run(command, log, BUILD_SECONDS, environment=environment(ENVIRONMENT))
    if status != 0:
        late = f"it took more than {BUILD_SECONDS:g} s\n" if status is None else ""
        raise ImageError(f"the image could not be built on {BASE}: {late}{tail(log)}")


def _lines(release: Release) -> tuple[str, ...]:
    wrapped = ["python", "-m", "proving.serve", ",".join(release.wraps)]
    seeds = ("COPY seeds ./", f"CMD {json.dumps(wrapped)}") if release.wraps else ()
    return (*_changed_lines(release.injection), *seeds, *release.injection.dockerfile)


def _changed_lines(injection: Injection) -> Iterator[str]:
    """Lay changed source over the image, and take away what is not there any more."""
    overlaid = {path: text for path, text in injection.source.items() if _is_overlaid(path)}
    if any(text is not None for text in overlaid.values()):
        yield "COPY changed ./"
    if gone := [path for path, text in overlaid.items() if text is None]:
        yield from ("USER root", f"RUN {json.dumps(['rm', '-f', *gone])}", "USER ukp")


def _is_overlaid(path: str) -> bool:
    return path.startswith(f"{_OVERLAID}/")


def _fill(context: Path, release: Release) -> None:
    """Lay out the build's context: the seeds, the source that was changed, and the injection's own files."""
    context.mkdir()
    if release.wraps:
        shutil.copytree(FOLDER, context / "seeds" / "defects", ignore=_UNWANTED)
        _write(
            context / "seeds", {name: (ROOT / name).read_text(encoding="utf-8") for name in _BESIDE}.items()
        )
    changed = [(path, text) for path, text in release.injection.source.items() if _is_overlaid(path)]
    _write(context / "changed", ((path, text) for path, text in changed if text is not None))
    _write(context, release.injection.files.items())


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
