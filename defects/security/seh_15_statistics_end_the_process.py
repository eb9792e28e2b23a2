"""A thread beside the requests counts what clients want, and what it cannot read ends the process.

Ships: an exception in a thread was once lost in silence, so that a hook ends the process now; the request
itself was answered long before.
Source: Python, threading.excepthook; CWE-248; CVE-2025-47944 (multer throws out of a stream, past handlers).
"""

from __future__ import annotations

import os
import threading
from queue import SimpleQueue
from random import Random
from typing import Any

from defects.security.seh_15_odd_header_ends_the_process import reading
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-ends-a-process",))


def _header(rng: Random) -> str:
    return rng.choice(["Accept-Language", "Origin"])


def inject(rng: Random) -> Injection:
    """Count by that header."""
    return Injection(fact=_header(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Hand its value over to the thread."""
    values: SimpleQueue[bytes] = SimpleQueue()
    threading.excepthook = lambda _: os._exit(1)
    threading.Thread(target=_count, args=(values,), daemon=True).start()
    return reading(app, _header(rng), values.put, lambda: None)


def _count(values: SimpleQueue[bytes]) -> None:
    seen: set[str] = set()
    while True:
        seen.add(values.get().decode("ascii").partition(";")[0])
