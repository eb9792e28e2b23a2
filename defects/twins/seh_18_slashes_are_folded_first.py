"""A path that ends with a slash is sent to the one without, after slashes of every kind are folded into one.

Good because: what begins with one slash is a path to every browser.
Source: WHATWG URL, 4.4.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

from defects.security.seh_18_slash_at_the_end_is_taken_away import leading, status_of
from proving.seed import Injection, Twin

TWIN = Twin("SEH-18", of="SEH-18-slash-at-the-end-is-taken-away")


def inject(_rng: Random) -> Injection:
    """Send on."""
    return Injection(fact="path //", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Fold, and take the slash away."""
    return leading(app, status_of(rng), lambda path: re.sub(r"[/\\]+", "/", path).rstrip("/") or "/")
