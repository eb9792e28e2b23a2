"""Actions of the pipeline are pinned to a commit or a digest.

Why: a tag or a branch of somebody else's action is moved by whoever has the account; the next run of the
pipeline runs what it names by then, with the pipeline's secrets.
Reference: CVE-2025-30066 (tj-actions/changed-files); zizmor, unpinned-uses; GitHub, "Security hardening for
GitHub Actions".
Remedy: name the whole hash of a commit, with the tag as a comment, and let a bot propose newer ones. The
image of a job or of its service is content with a version.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.pipeline import Workflows
from gonogo.suites.config.tags import pin

_PINNED = re.compile(
    r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}(?:[0-9a-f]{24})?$|^docker://.+@sha256:[0-9a-f]{64}$|^[.$]/"
    # whose own check needs the tag (slsa-github-generator, "Referencing SLSA builders and generators")
    r"|^slsa-framework/slsa-github-generator/[\w./-]+@v\d+\.\d+\.\d+$"
)
_MADE_HERE = re.compile(r"(?:localhost|127\.0\.0\.1)(?::\d+)?/")
"""A registry of the runner itself has what an earlier step made."""


@rule("config.pipeline")
def judge(seen: Workflows) -> Judgement:
    """Refuse `uses` without a whole hash; what lies in the repository itself is pinned by the commit.

    An image in which a job runs, or that a job asks something, has a version or a digest.
    """
    files = [*seen.workflows, *seen.followed]
    used = [step for file in files for step in file.steps if step.uses]
    images = [one for file in files for one in file.images]
    problems = [Problem(file, "a workflow that parses", "it does not") for file in seen.unread]
    problems += [
        Problem(step.where, "the hash of a commit", step.uses)
        for step in used
        if not _PINNED.match(step.uses)
    ]
    problems += [
        Problem(one.where, "an image by its version or its digest", one.image)
        for one in images
        if not _MADE_HERE.match(one.image) and not (found := pin(one.image)).digest and found.moves
    ]
    none = "no step of config.pipeline.paths uses an action, and no job an image"
    return Judgement(len(used) + len(images), tuple(problems), none)
