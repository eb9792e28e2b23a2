"""A real Valkey for the length of a block."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from valkey import Valkey
from valkey.exceptions import ValkeyError

from gonogo.instruments.waits import Wait
from selftests.containers import contained

IMAGE = os.environ.get("GONOGO_VALKEY_IMAGE", "gonogo/valkey:dev")


@contextmanager
def valkey_server() -> Iterator[str]:
    """Yield its URL."""
    password = secrets.token_hex(16)
    with contained(IMAGE, 6379, {"VALKEY_PASSWORD": password}) as place:
        url = f"valkey://:{password}@{place}/0"
        Wait("Valkey answers", 30.0, 0.05).until(lambda: _answers(url))
        yield url


def _answers(url: str) -> bool:
    try:
        return bool(Valkey.from_url(url).ping())
    except ValkeyError:
        return False
