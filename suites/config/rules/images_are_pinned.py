"""Images that are not built here are pinned as the contract says.

Why: a tag that moves starts tomorrow what nobody tested today, and a replica that is started again differs
from its neighbour.
Reference: OWASP ASVS 5.0 15.2.4; Docker, "Image digests"; CVE-2025-30066 (a tag that was moved).
Remedy: write the version into the tag, or the digest behind it, and let a tool propose newer ones; the
version of what an image stands on (`alpine3.20`, `jdk21`) is none of its own.
"""

from __future__ import annotations

from gonogo.contract.config import Stack
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedStack
from gonogo.suites.config.stack import services, why_none
from gonogo.suites.config.tags import pin


@rule("stack.images", "deployment.compose")
def judge(seen: RenderedStack, stack: Stack) -> Judgement:
    """Refuse an image of others that is not pinned."""
    promised = stack.images or "digest"
    made_here = {service.image for service in services(seen) if service.built}
    foreign = [s for s in services(seen) if not s.built and s.image not in made_here]
    problems = tuple(
        Problem(f"service {service.name}", f"an image pinned by {promised}", service.image or "no image")
        for service in foreign
        if not _pinned(service.image, promised)
    )
    built_here = "every image is built here"
    return Judgement(len(foreign), problems, built_here if services(seen) else why_none(seen))


def _pinned(image: str, promised: str) -> bool:
    """Whether it is pinned as promised, or more strictly."""
    found = pin(image)
    if found.digest or promised == "digest":
        return found.digest
    return found.numbers >= 2 and not found.moves if promised == "version" else found.numbers >= 1
