"""What tells whether a heap has been collected: counts of an exposition, and names of a runtime's threads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gonogo.targets.identity.series import samples_of

_COUNT = re.compile(
    r"(?:jvm_gc_(?:collection|pause|duration)_seconds_count|(?:nodejs|v8js)_gc_duration_seconds_count"
    r"|nodejs_gc_runs_total|go_gc_duration_seconds_count|dotnet_collection_count_total"
    r"|(?:process_runtime_)?dotnet_gc_collections(?:_count)?_total)"
)
"""Client libraries and OpenTelemetry; not CPython's, which lets go of most without its collector."""
_THREADS = {"VM Thread": "JVM", ".NET Finalizer": ".NET", "GC Thread#0": "JVM"}


def collections_in(exposition: str) -> int | None:
    """Return how often a runtime has collected, of each generation; None where it does not say."""
    counts = [value for name, _, value in samples_of(exposition) if _COUNT.fullmatch(name)]
    finite = [int(value) for value in counts if 0 <= value < float("inf")]
    return sum(finite) if finite else None


def runtime_of(threads: Iterable[str]) -> str:
    """Return the runtime that names its threads so, empty for another."""
    return next((_THREADS[name] for name in threads if name in _THREADS), "")
