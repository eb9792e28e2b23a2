"""The commits that the pipeline is tried with: a good one, and bad ones, each with the stage to stop it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_LIST = "    items = await services.library.store.page(limit, offset)\n"
_ARTICLES = "app/api/articles.py"


class CommitError(Exception):
    """A change that finds no place in the tree: the tree moved, and the commit has to follow."""


@dataclass(frozen=True)
class Edit:
    """One text of a file becomes another; a file that is not there begins empty."""

    path: str
    old: str
    new: str

    def apply(self, tree: Path) -> None:
        """Change the file; CommitError where the old text is not there exactly once."""
        file = tree / self.path
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if self.old and text.count(self.old) != 1:
            raise CommitError(
                f"{self.path} holds {self.old.strip()!r} {text.count(self.old)} times, not once"
            )
        changed = text.replace(self.old, self.new) if self.old else text + self.new
        file.write_text(changed, encoding="utf-8")


@dataclass(frozen=True)
class Commit:
    """A change with its message; ``stopped_at`` is the stage that has to stop it, empty for a good one.

    ``scanned`` are more words for the scan.
    """

    id: str
    message: str
    edits: tuple[Edit, ...]
    stopped_at: str = ""
    scanned: str = ""


GOOD = Commit(
    "good",
    "Say that a list is a page",
    (
        Edit(
            _ARTICLES,
            '"""Return articles by ascending id."""',
            '"""Return a page of articles by ascending id."""',
        ),
    ),
)
BAD = (
    Commit(
        "client-compares-with-itself",
        "Compare what the client has",
        (Edit(_ARTICLES, "matches(if_none_match, article.etag)", "matches(if_none_match, if_none_match)"),),
        "tests",
    ),
    Commit(
        "credential-in-the-source",
        "Keep a copy of the articles elsewhere",
        # in two parts, or the scan would find it here
        (
            Edit(
                "app/config/copies.py",
                "",
                f'"""Where copies go."""\n\nACCOUNT = "{"AKIA" + "3QZT6LN2V7RWMXK5"}"\n',
            ),
        ),
        "scan",
    ),
    Commit(
        "list-waits",
        "Give the database time between lists",
        (
            Edit(
                _ARTICLES,
                "from typing import Annotated, Any\n",
                "import asyncio\nfrom typing import Annotated, Any\n",
            ),
            Edit(_ARTICLES, _LIST, f"    await asyncio.sleep(0.15)\n{_LIST}"),
        ),
        "staging",
    ),
    Commit(
        "another-image-is-deployed",
        "Deploy the image that says more",
        (
            Edit(
                ".github/workflows/deploy.yml",
                "    env:\n      IMAGE: ${{ needs.build.outputs.production }}\n"
                "      REVISION: ${{ needs.build.outputs.revision }}\n      VERIFIED:",
                "    env:\n      IMAGE: ${{ needs.build.outputs.development }}\n"
                "      REVISION: ${{ needs.build.outputs.revision }}\n      VERIFIED:",
            ),
        ),
        "digest",
    ),
    Commit(
        "away-for-a-moment-after-its-start",
        "Order the list once after each start",
        (
            Edit(
                _ARTICLES,
                "from typing import Annotated, Any\n",
                "import os\nimport time\nfrom typing import Annotated, Any\n",
            ),
            Edit(_ARTICLES, "Limit = Annotated", "BEGUN = time.monotonic()\nLimit = Annotated"),
            Edit(
                _ARTICLES,
                _LIST,
                '    live = os.environ.get("UKP_ENVIRONMENT") == "production"\n'
                # it has joined by then, and staging is judged later
                "    if live and 7 < time.monotonic() - BEGUN < 9.5:\n"
                '        raise HTTPException(503, "The list is being ordered.")\n'
                f"{_LIST}",
            ),
        ),
        "production",
    ),
)
HELD = Commit("trivy-is-required", GOOD.message, GOOD.edits, "scan", "--require=trivy")
"""A good commit where a scanner is required that cannot look here: nobody can tell.

Where there is a trivy it would look, and the commit is not tried.
"""
