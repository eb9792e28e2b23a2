"""A path with encoded signs is sent to the decoded one: a backslash begins a host to browsers.

Ships: pages were found twice by a search engine, once for each spelling.
Source: CWE-601; CVE-2024-29041 (express); WHATWG URL, 4.4: a backslash is a slash.
"""

from __future__ import annotations

from random import Random
from typing import Any
from urllib.parse import unquote

from defects.security.seh_18_slash_at_the_end_is_taken_away import leading, status_of
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-18", expected=("security/redirects-stay-on-listed-hosts",))


def inject(_rng: Random) -> Injection:
    """Send on."""
    return Injection(fact="/%5c", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Decode the path, but for ends of lines."""
    return leading(app, status_of(rng), _decoded)


def _decoded(path: str) -> str:
    text = unquote(path)
    return text if text.isascii() and text.isprintable() else path
