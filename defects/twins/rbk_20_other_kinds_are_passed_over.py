"""A new release writes a kind of article that the release before does not know, and shows as any other.

Good because: who reads a value that was added later takes it for the plainest one, and says so in its log.
Source: Protocol Buffers, "Updating A Message Type", on open enums.
"""

from __future__ import annotations

from random import Random
from typing import Any

import structlog

from defects.rollback import rbk_20_kind_is_not_known_before as defect
from proving.seed import Injection, Twin

TWIN = Twin("RBK-20", of="RBK-20-kind-is-not-known-before", target="compose")
_log = structlog.get_logger(__name__)


def inject(rng: Random) -> Injection:
    """Roll it out."""
    return defect.inject(rng)


def wrap(app: Any, rng: Random) -> Any:
    """Keep a kind with each article, and read what is not known as what is."""
    return defect.keeping(app, rng, _passed_over)


def _passed_over(kind: str, known: set[str]) -> None:
    if kind not in known:
        _log.info("unknown_kind", kind=kind)
