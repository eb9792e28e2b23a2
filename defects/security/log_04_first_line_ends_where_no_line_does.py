"""The first line of what was written goes into a log for editors, and lines there end as none does any more.

Ships: the moderators follow a stream of what is written, a line each, by a logger and a format of its own.
Where the first line ends is looked for by CR LF, as browsers send it; by then all texts have line feeds
alone, and the whole text is its first line.
Source: CWE-117; OWASP ASVS 5.0 16.4.1; HTML, "multipart/form-data", textareas (newlines are sent as CR LF).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-04",
    expected=("security/log-records-are-not-forged",),
    collateral=("security/log-lines-are-records", "security/records-carry-their-request"),
)
_IMPORT = "from app.api.body import DOCUMENTATION, NewArticle\n"
_ONCE = "    once = await services.library.create(content, writer.name, idempotency_key)\n"
_MODULE = '''"""What is written, a line each, for those who moderate."""

import logging
import sys

from app.knowledge.articles import ArticleInput

MOST = {most}


def _logger() -> logging.Logger:
    logger = logging.getLogger("moderation")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(asctime)s moderation %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger


def show(content: ArticleInput, writer: str) -> None:
    """Show the first line of a text, or its title where there is no text."""
    first = content.body.split("\\r\\n", 1)[0][:MOST]
    _logger().info("%s wrote: %s", writer, first or content.title)
'''


def inject(rng: Random) -> Injection:
    """Draw how much of it is shown."""
    routes = edited(
        "app/api/articles.py",
        (_IMPORT, f"{_IMPORT}from app.api.moderation import show\n"),
        (_ONCE, f"{_ONCE}    show(content, writer.name)\n"),
    )
    module = _MODULE.format(most=rng.randrange(500, 2000))
    return Injection(fact="a line's end", source={**routes, "app/api/moderation.py": module})
