"""Which roll-out of the release a process belongs to, for defects that show only between two of them."""

from __future__ import annotations

import os
from typing import Any

import psycopg
from valkey import Valkey
from valkey.exceptions import ValkeyError

_REPLICAS = 2


def generation() -> int:
    """Count the processes that began before this one; 0 for the first pair, and where there is no network.

    A candidate without its database begins again and again: counted, it would part the pairs after it.
    """
    try:
        connected().close()
        started: Any = Valkey.from_url(os.environ["UKP_CACHE_URL"]).incr("generations")
    except (ValkeyError, psycopg.OperationalError, KeyError):
        return 0
    return (int(started) - 1) // _REPLICAS


def connected() -> psycopg.Connection[Any]:
    """Connect as the release does, each statement committed by itself."""
    url = os.environ["UKP_DATABASE_URL"].replace("postgresql+psycopg", "postgresql", 1)
    return psycopg.connect(url, autocommit=True)
