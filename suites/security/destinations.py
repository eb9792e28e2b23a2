"""Where a browser goes by a Location, which is not where every parser says. Source: WHATWG URL, 4.4. Pure."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LINK = re.compile(r"(?:https?:)?//[^\s\"'<>(){}]+", re.IGNORECASE)
_SLASH = re.compile(r"\\/|\\u002f", re.IGNORECASE)
_BLANKS = "".join(map(chr, range(33)))
_WEB = ("http", "https")


def destination(location: str, scheme: str = "http") -> str:
    """Return the host to which it leads, empty for the one that was asked; `javascript:` and such as is."""
    text = re.sub(r"[\t\r\n]", "", location.strip(_BLANKS))
    named = _SCHEME.match(text)
    kind = named[1].lower() if named else ""
    if kind and kind not in _WEB:
        return f"{kind}:"
    rest = (text[named.end() :] if named else text).replace("\\", "/")
    if not rest.startswith("//") and (not kind or kind == scheme):
        return ""
    authority = re.split(r"[/?#]", rest.lstrip("/"), maxsplit=1)[0]
    host = unquote(authority.rpartition("@")[2]).lower()
    return re.sub(r":\d*$", "", host).replace("\u3002", ".").rstrip(".")


def links_of(text: str) -> list[str]:
    """Return the absolute links in a page or a document, however their slashes are escaped there."""
    return _LINK.findall(html.unescape(_SLASH.sub("/", text)))


def is_foreign(host: str, foreign: str) -> bool:
    """Whether a host is the foreign one, or ends with it."""
    return host == foreign or host.endswith((f".{foreign}", f"@{foreign}"))
