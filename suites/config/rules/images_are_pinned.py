"""Images that are not built here are pinned as the contract says.

Why: a tag that moves starts tomorrow what nobody tested today, and a replica that is started again differs
from its neighbour.
Reference: OWASP ASVS 5.0 15.2.4; Docker, "Image digests"; CVE-2025-30066 (a tag that was moved).
Remedy: write the version into the tag, or the digest behind it, and let a tool propose newer ones.
"""

from __future__ import annotations

import re

from gonogo.contract.config import Stack
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedStack
from gonogo.suites.config.stack import services, why_none

_DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
_TAG = re.compile(r":([A-Za-z0-9_][A-Za-z0-9._-]*)$")  # no slash: a registry's port is no tag
_VERSION = re.compile(r"^v?\d+\.\d+")
_MOVING = {"latest", "stable", "edge", "main", "master", "nightly", "dev", "lts"}


@rule("stack.images", "deployment.compose")
def judge(seen: RenderedStack, stack: Stack) -> Judgement:
    """Refuse an image of others that is not pinned."""
    promised = stack.images or "digest"
    foreign = [service for service in services(seen) if not service.built]
    problems = tuple(
        Problem(f"service {service.name}", f"an image pinned by {promised}", service.image or "no image")
        for service in foreign
        if not _pinned(service.image, promised)
    )
    built_here = "every image is built here"
    return Judgement(len(foreign), problems, built_here if services(seen) else why_none(seen))


def _pinned(image: str, promised: str) -> bool:
    """Whether it is pinned as promised, or more strictly."""
    if _DIGEST.search(image):
        return True
    tag = _TAG.search(image)
    if not tag or promised == "digest":
        return False
    return bool(_VERSION.match(tag[1])) if promised == "version" else tag[1].casefold() not in _MOVING
