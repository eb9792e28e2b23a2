"""A clock that stands still where requests are counted; a test module that counts imports the fixture."""

from __future__ import annotations

import time

import pytest
from limits.aio import strategies
from limits.aio.storage import memory

from app.api import limits


class _Stopped:
    """Stands for the module ``time`` where requests are counted."""

    def __init__(self) -> None:
        self._now = time.time() // 3600 * 3600 + 10

    def time(self) -> float:
        return self._now


@pytest.fixture(autouse=True)
def no_minute_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window counts less of the one before as soon as it begins: one in twenty tests saw a minute begin."""
    for module in (limits, strategies, memory):
        monkeypatch.setattr(module, "time", _Stopped())
