"""The few things that the set-up asks of the engine."""

from __future__ import annotations

import os
from typing import NamedTuple

from deploy.setup.commands import Work, ask, work
from deploy.setup.steps import SetupError

# Known to every builder without a declaration, and kept out of an image's history.
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
# A builder in a container of its own does not see the engine's images, and all of ours start from one.
ENVIRONMENT = {"BUILDX_BUILDER": "default"}


class Build(NamedTuple):
    """One image to build: its tags, where from, with which arguments, up to which stage."""

    name: str
    tags: tuple[str, ...]
    context: str
    dockerfile: str
    arguments: tuple[str, ...]
    target: str = ""
    deadline_seconds: float = 900.0


def images() -> dict[str, str]:
    """Every tagged image of ours: name and tag to image id."""
    answer = ask(
        "docker",
        "image",
        "ls",
        "--no-trunc",
        "--filter",
        "reference=gonogo/*",
        "--format",
        "{{.Repository}}:{{.Tag}} {{.ID}}",
    )
    if answer.status != 0:
        raise SetupError(f"The engine does not list its images: {answer.err}")
    return dict(line.split(" ", 1) for line in answer.out.splitlines())


def present(reference: str) -> bool:
    """Whether the engine has this image."""
    return ask("docker", "image", "inspect", "--format", "{{.Id}}", reference).status == 0


def tag(reference: str, alias: str) -> None:
    """Give an image one more name."""
    answer = ask("docker", "tag", reference, alias)
    if answer.status != 0:
        raise SetupError(f"`docker tag {reference} {alias}` failed: {answer.err}")


def build(image: Build) -> None:
    """Build an image and leave no container of the build. Raises SetupError with the build's last words."""
    arguments = [*image.arguments, *(name for name in PROXY_VARIABLES if os.environ.get(name))]
    command = ["docker", "build", "--force-rm", "--file", image.dockerfile]
    command += [word for name in image.tags for word in ("--tag", name)]
    command += [word for argument in arguments for word in ("--build-arg", argument)]
    command += ["--target", image.target] if image.target else []
    work(
        Work(
            image.name,
            f"building {image.tags[0]}",
            (*command, image.context),
            image.deadline_seconds,
            environment=ENVIRONMENT,
        )
    )
