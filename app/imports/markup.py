"""HTML to text, in time that grows with the page and no faster.

The standard library's parser takes more than eight seconds for 256 kB of a thousand-fold `<!--`, and holds up
every other import meanwhile. Each pattern here matches from wherever it begins to match, up to the end of the
page if nothing ends it, so that no character is looked at again and again.
"""

import html
import re

_DROPPED = "script|style|template|noscript|title|svg|textarea|select|iframe"
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<({_DROPPED})\b[^>]*(?:>|\Z).*?(?:</\1\b[^>]*(?:>|\Z)|\Z)"
    r"|</?([a-z][a-z0-9]*)[^>]*(?:>|\Z)"
    r"|<[!?/][^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    "a|abbr|bd[io]|b|cite|code|data|dfn|em|font|i|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u|var|wbr",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title\b[^>]*(?:>|\Z)(.*?)(?:</title|\Z)", re.IGNORECASE | re.DOTALL)


def title_of(page: str) -> str:
    """Return what the page's title element holds, empty without one."""
    found = _TITLE.search(page)
    return html.unescape(found[1]) if found else ""


def text_of(page: str) -> str:
    """Return the page's text: no script, no style, a line for each block.

    A `>` within an attribute ends its tag early, which leaves a piece of the attribute in the text.
    Raises ValueError for a character's number of more digits than Python reads.
    """
    return html.unescape(_MARKUP.sub(_instead, page))


def _instead(markup: re.Match[str]) -> str:
    """Return what stands for a piece of markup: nothing within a line, else the end of the line."""
    return "" if markup[2] is None or _INLINE.fullmatch(markup[2]) else "\n"
