"""Whether an answer holds any link. Pure."""

from __future__ import annotations

import re

from gonogo.suites.security.observations.hosts import Heard

LINKING = (
    *("location", "content-location", "refresh", "link", "operation-location", "azure-asyncoperation"),
    *("x-pingback", "hx-redirect", "hx-location"),
)
"""Headers that lead elsewhere."""
_LINK = re.compile(r"\b(?:href|src|action)\s*=|[\"'](?:https?:\\?/)?\\?/\S|\bhttps?:/+\w", re.IGNORECASE)
"""An attribute of a page, or a text of a document that begins as a path or an address does."""


def has_link(heard: Heard) -> bool:
    """Whether it holds any, to a path of its own as well: a list that is empty shows nothing."""
    return any(heard.values(name) for name in LINKING) or bool(_LINK.search(heard.body))
