"""Release notes: what the change log says is unreleased, and the commits since the release before."""

from __future__ import annotations

import re

from deploy.pipeline.outcome import StepError
from deploy.setup.commands import ROOT, ask

_AT_MOST = 50


def notes(since: str) -> str:
    """Return Markdown; ``since`` is a revision, or empty where nothing was deployed before."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(r"^## Unreleased\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None:
        raise StepError("CHANGELOG.md has no section Unreleased: nothing says what this release brings")
    return f"## What is new\n\n{found[1].strip()}\n\n## Commits\n\n{_commits(since)}\n"


def _commits(since: str) -> str:
    known = since and ask("git", "cat-file", "-e", f"{since}^{{commit}}").status == 0
    reach = f"{since}..HEAD" if known else "HEAD"
    said = ask("git", "log", f"--max-count={_AT_MOST}", "--format=- %h %s", reach)
    if said.status != 0:
        raise StepError(f"git tells no commits: {said.err}")
    return said.out or "- none"
