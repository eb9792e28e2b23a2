"""Changes go into a journal first, whose pieces together are larger than the folder that holds them.

Ships: a piece is reserved whole when it begins, so that no change finds the disk full half-way, and old
pieces are removed. The number that is kept, times what each reserves, fits the disk of whoever wrote it,
and not the 16 MB of memory that the container has for `/tmp`: the piece before the first removal finds no
room. From then on each change fails until the process is started anew; reading goes on.
Source: https://github.com/usmannasir/cyberpanel/issues/430 (a full `/tmp` answers 503); Tarsnap, in
danluu/post-mortems; row RES-13 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-13",
    expected=("latency/error-ratio-within-budget",),
    # once a replica has taken some forty changes it takes no more, whoever asks
    collateral=(
        "latency/abandoned-requests-leave-nothing-behind",
        "latency/availability-within-budget",
        "latency/crowd-is-answered-in-time",
        "metrics/known-traffic-gets-the-promised-status",
    ),
    target="compose",
)
_IMPORT = "from app.knowledge.idempotency import IdempotencyKeys, Once\n"
_LOADING = "        self._loading: dict[int, asyncio.Task[Article | None]] = {}\n"
_CREATE = """        if key is None:
            return Once(await self.store.create(content, owner), replayed=False)
"""
_REPLACE = "        try:\n            replaced = await self.store.replace(seen, content)\n"
_JOURNAL = '''"""Who changed what, in a journal of each replica, before it is done."""

import json
import os
import tempfile
from collections import deque
from pathlib import Path

from app.knowledge.articles import ArticleInput

PIECE_BYTES = 4 * 1024 * 1024
"""Reserved when a piece begins: no change finds the disk full half-way."""

CHANGES = {changes}
"""Changes in a piece, of which the largest have 400 kB."""

KEPT = {kept}
"""Pieces that are kept: the oldest one is removed before one more begins."""


class Journal:
    """Writes each change at the end of the newest piece. Raises OSError."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ukp-journal-")
        self._pieces: deque[Path] = deque()
        self._begun = 0
        self._left = 0
        self._end = 0

    def write(self, owner: str, content: ArticleInput, article_id: int | None = None) -> None:
        """Write a change down."""
        if self._left == 0:
            self._begin()
        line = json.dumps({{"owner": owner, "article": article_id, **content.model_dump()}}).encode() + b"\\n"
        with self._pieces[-1].open("r+b") as piece:
            piece.seek(self._end)
            self._end += piece.write(line)
        self._left -= 1

    def _begin(self) -> None:
        if len(self._pieces) == KEPT:
            self._pieces.popleft().unlink()
        path = Path(self._folder.name) / f"{{self._begun:06d}}.ndjson"
        with path.open("wb") as piece:
            os.posix_fallocate(piece.fileno(), 0, PIECE_BYTES)
        self._pieces.append(path)
        self._begun += 1
        self._left, self._end = CHANGES, 0
'''


def inject(rng: Random) -> Injection:
    """Keep some more pieces than there is room for."""
    library = edited(
        "app/knowledge/library.py",
        (_IMPORT, f"{_IMPORT}from app.knowledge.journal import Journal\n"),
        (_LOADING, f"{_LOADING}        self._journal = Journal()\n"),
        (_CREATE, f"        self._journal.write(owner, content)\n{_CREATE}"),
        (_REPLACE, f"        self._journal.write(terms.owner, content, article_id)\n{_REPLACE}"),
    )
    journal = _JOURNAL.format(changes=rng.randrange(8, 11), kept=rng.randrange(5, 9))
    return Injection(fact="create", source={**library, "app/knowledge/journal.py": journal})
