"""The image of the release that runs today: found on the engine, or pulled."""

from __future__ import annotations

import subprocess
from typing import Any

from docker.errors import DockerException, ImageNotFound

from gonogo.contract.deployment import Compose
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_files import shared_networks
from gonogo.targets.baseline_named import is_digest
from gonogo.targets.preflight import closure
from gonogo.targets.project import Project
from gonogo.targets.telling import last_lines

_PULL_SECONDS = 300.0


def check_networks(project: Project, compose: Compose, baseline: str) -> None:
    """Say before the start that two stacks would find each other's services; ValueError."""
    started = closure(project.rendered.get("services") or {}, compose.only)
    if shared := shared_networks(project.rendered, started):
        raise ValueError(
            f"--baseline={baseline}: the stack is on the external network {shared[0]}, and the two "
            "stacks would find each other's services on it; give the URL of a release that runs"
        )


def check_image(project: Project, compose: Compose, image: str, *, builds: bool) -> None:
    """Say before the start that an image is the candidate's; ValueError.

    What is not known yet, as where the candidate is still built, is for the comparison to say.
    """
    if builds:
        return
    service = project.rendered["services"][compose.service]
    try:
        mine = found(project.engine, service.get("image") or f"{project.name}-{compose.service}")
        theirs = found(project.engine, image)
    except TargetError:
        return
    if mine and mine == theirs:
        raise ValueError(f"--baseline={image}: it is the candidate itself: both are {short(mine)}")


def provided(engine: Any, image: str) -> str:
    """Return the ID of an image, pulled where it is not here; TargetError."""
    if not (here := found(engine, image)):
        _pull(image)
        here = found(engine, image)
    if not here:
        raise TargetError(f"the baseline image {image} was pulled, and the engine does not find it")
    return here


def found(engine: Any, image: str) -> str:
    """Return the ID of an image on the engine, empty where it has none of that name, ID or digest."""
    try:
        return str(engine.images.get(image).id)
    except ImageNotFound:
        return _of_digest(engine, image) if is_digest(image) else ""
    except DockerException as refused:
        raise TargetError(f"the engine cannot be asked for the baseline image {image}: {refused}") from None


def short(digest: str) -> str:
    """Return as much of an ID as tells images apart."""
    return digest[: len("sha256:") + 12]


def _of_digest(engine: Any, digest: str) -> str:
    """Find an image by the digest that its registry gave it."""
    for image in engine.images.list():
        if any(str(name).endswith(f"@{digest}") for name in image.attrs.get("RepoDigests") or ()):
            return str(image.id)
    return ""


def _pull(image: str) -> None:
    if is_digest(image):
        raise TargetError(
            f"the baseline image {image} is not on this machine; to pull it, name it with its repository: "
            f"NAME@{short(image)}…"
        )
    try:
        done = subprocess.run(
            ["docker", "pull", "--quiet", image],
            capture_output=True, text=True, timeout=_PULL_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as broken:
        raise TargetError(f"the baseline image {image} is not on this machine: {broken}") from None
    if done.returncode:
        said = last_lines(done.stderr, 1).strip() or f"docker pull ended with {done.returncode}"
        raise TargetError(f"the baseline image {image} is not on this machine and cannot be pulled: {said}")
