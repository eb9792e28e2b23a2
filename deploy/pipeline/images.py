"""Build the release for each target, push each, and name them by what the registry made of them: digests."""

from __future__ import annotations

import os
import re

from deploy.pipeline.outcome import StepError
from deploy.pipeline.place import Release
from deploy.setup import base, docker
from deploy.setup.commands import ask
from deploy.setup.images import RELEASE, arguments
from deploy.setup.revision import revision

TARGETS = ("production", "development", "testing", "gate")
_PUSH_SECONDS = 300.0
_DIGEST = re.compile(r"^\S+@sha256:[0-9a-f]{64}$")


def build_and_push() -> dict[str, Release]:
    """Return each target's image by digest; StepError where the registry does not take it."""
    made, of = revision(RELEASE.inputs), arguments(RELEASE, base.reference())
    pushed = {}
    for target in TARGETS:
        name = f"{registry()}/ukp-{target}:{made}"
        docker.build(
            docker.Build(f"ukp-{target}", (name,), RELEASE.context, RELEASE.dockerfile, of, target=target)
        )
        pushed[target] = Release(push(name), made)
    return pushed


def registry() -> str:
    """Return the registry, `host:port` or with a path; StepError where none is named."""
    if named := os.environ.get("GONOGO_REGISTRY", ""):
        return named
    raise StepError("no registry is named: set GONOGO_REGISTRY to host:port of one that takes images")


def pull(image: str) -> None:
    """Have an image here, by digest alone: a tag may name another one tomorrow."""
    if not _DIGEST.match(image):
        raise StepError(f"{image or 'nothing'} is not an image by digest, repository@sha256:…")
    answer = ask("docker", "pull", "--quiet", image, deadline_seconds=_PUSH_SECONDS)
    if answer.status != 0:
        raise StepError(f"the registry does not give {image}: {last(answer.err)}")


def push(name: str) -> str:
    """Push an image, and return it by the digest that the registry gave it; StepError."""
    answer = ask("docker", "push", "--quiet", name, deadline_seconds=_PUSH_SECONDS)
    if answer.status != 0:
        raise StepError(f"the registry does not take {name}: {last(answer.err)}")
    repository = name.rpartition(":")[0]
    known = ask("docker", "image", "inspect", "--format", '{{join .RepoDigests "\\n"}}', name).out.split()
    found = [digest for digest in known if digest.startswith(f"{repository}@")]
    if not found:
        raise StepError(f"the engine knows no digest of {name} after it was pushed")
    return found[-1]


def last(text: str) -> str:
    """Return the last line of what a program said."""
    return text.strip().splitlines()[-1] if text.strip() else "it said nothing"
