"""What was fetched, made an article: decoded, stripped to text, cleaned, with a title."""

import codecs
import re
from dataclasses import dataclass
from email.message import Message

from pydantic import ValidationError

from app.imports.failures import PermanentError
from app.imports.markup import text_of, title_of
from app.knowledge.articles import MAX_TITLE, ArticleInput
from app.knowledge.text import stripped

TYPES = ("text/plain", "text/html")
CHARSETS = frozenset({"ascii", "utf-8", "iso8859-1", "iso8859-15", "cp1252"})
"""By Python's names. Its other codecs are not all for text, and some take as long as a server likes."""


@dataclass(frozen=True)
class Document:
    """The body of an answer, and its Content-Type as it was sent."""

    content: bytes
    content_type: str


def article_from(document: Document, fallback_title: str) -> ArticleInput:
    """Make the article of a document. Raises PermanentError, saying what it has too much of or is not."""
    media_type, charset = media_type_of(document.content_type)
    page = document.content.decode(charset, errors="replace")
    try:
        text, title = (text_of(page), title_of(page)) if media_type == "text/html" else (page, "")
        body = _lines(stripped(text))
        named = (_one_line(name) for name in (title, body.partition("\n")[0], fallback_title))
        return ArticleInput(title=next(filter(None, named), ""), body=body)
    except ValidationError as error:
        raise PermanentError(f"its text is no article: {error.errors()[0]['msg']}") from None
    except ValueError as error:
        raise PermanentError(f"its text is no article: {error}") from None


def media_type_of(content_type: str) -> tuple[str, str]:
    """Return media type and charset of a header. Raises PermanentError for those that are not imported."""
    message = Message()
    message["Content-Type"] = content_type
    media_type = message.get_content_type() if content_type else ""
    if media_type not in TYPES:
        raise PermanentError(f"it is not {' or '.join(TYPES)}")
    try:
        charset = codecs.lookup(str(message.get_param("charset", "utf-8"))).name
    except (LookupError, ValueError):
        charset = ""
    if charset not in CHARSETS:
        raise PermanentError("its character set is not imported")
    return media_type, charset


def _one_line(text: str) -> str:
    return " ".join(stripped(text).split())[:MAX_TITLE].rstrip()


def _lines(text: str) -> str:
    """Return the text with single blanks in its lines and at most one empty line between them."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
