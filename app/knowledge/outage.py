"""An optional dependency's outage: noticed once, left alone for a moment, noticed when it ends."""

import time
from collections.abc import Callable

import structlog

from app.config.monitoring import OUTAGE_RETRY_SECONDS

_log = structlog.get_logger(__name__)


class Outage:
    """Whether `dependency` is worth asking now. Logs the begin and the end of an outage, nothing between."""

    def __init__(self, dependency: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._dependency = dependency
        self._clock = clock
        self._began: float | None = None
        self._retry_at = 0.0

    @property
    def spares(self) -> bool:
        """Whether the dependency failed so recently that it is not asked again yet."""
        return self._began is not None and self._clock() < self._retry_at

    def failed(self, error: BaseException) -> None:
        """Record a failure."""
        now = self._clock()
        if self._began is None:
            self._began = now
            _log.warning("dependency_failed", dependency=self._dependency, error=_describe(error))
        self._retry_at = now + OUTAGE_RETRY_SECONDS

    def succeeded(self) -> None:
        """Record a success."""
        if self._began is not None:
            seconds = round(self._clock() - self._began, 3)
            _log.warning("dependency_recovered", dependency=self._dependency, seconds=seconds)
            self._began = None


def _describe(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
