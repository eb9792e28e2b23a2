"""Images that are not built here are pinned as the contract says.

Why: a tag that moves starts tomorrow what nobody tested today, and a replica that is started again differs
from its neighbour.
Reference: OWASP ASVS 5.0 15.2.4; Docker, "Image digests"; CVE-2025-30066 (a tag that was moved).
Remedy: write the version into the tag, or the digest behind it, and let a tool propose newer ones; the
version of what an image stands on (`alpine3.20`, `jdk21`) is none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.config import Stack
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedService, RenderedStack
from gonogo.suites.config.stack import services, why_none
from gonogo.suites.config.tags import pin


@rule("stack.images", "deployment.compose")
def judge(seen: RenderedStack, stack: Stack) -> Judgement:
    """Refuse an image of others that is not pinned: one that is started, or that another one is made from."""
    promised = stack.images or "digest"
    made_here = {service.image for service in services(seen) if service.built}
    foreign = {
        image: where
        for where, image in _used(services(seen))
        if image not in made_here and _name(image) not in stack.built
    }
    problems = tuple(
        Problem(where, f"an image pinned by {promised}", image or "no image")
        for image, where in foreign.items()
        if not _pinned(image, promised)
    )
    built_here = "every image is built here, from nothing else"
    return Judgement(len(foreign), problems, built_here if services(seen) else why_none(seen))


def _used(found: list[RenderedService]) -> Iterator[tuple[str, str]]:
    """Give each image with where it is used; the Dockerfile of several services is named once."""
    for service in found:
        if not service.built:
            yield f"service {service.name}", service.image
        for base in service.bases:
            yield f"the Dockerfile of service {service.name}", base


def _name(image: str) -> str:
    """Return it without its tag and its digest."""
    path, slash, last = image.partition("@")[0].rpartition("/")
    return f"{path}{slash}{last.partition(':')[0]}"


def _pinned(image: str, promised: str) -> bool:
    """Whether it is pinned as promised, or more strictly."""
    found = pin(image)
    if found.digest or promised == "digest":
        return found.digest
    return found.numbers >= 2 and not found.moves if promised == "version" else found.numbers >= 1
