"""Health in the vocabulary of draft-inadarei-api-health-check: pass, warn, fail.

The database is a hard dependency and has to take writes; the cache is optional, its loss a warning.
Liveness is no part of this: it asks nobody.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import structlog

from app.config.monitoring import CHECK_AGE_SECONDS, CHECK_TIMEOUT_SECONDS

Status = Literal["pass", "warn", "fail"]
MEDIA_TYPE = "application/health+json"
_SEVERITY: tuple[Status, ...] = ("pass", "warn", "fail")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Dependency:
    """Something to check. `failing` is what its failure makes of the service."""

    name: str
    measurement: str
    failing: Status
    check: Callable[[], Awaitable[None]]

    @property
    def key(self) -> str:
        """The key of its entry in `checks`."""
        return f"{self.name}:{self.measurement}"


@dataclass(frozen=True)
class Result:
    """What a check said, without any word of the dependency's own."""

    dependency: Dependency
    status: Status
    seconds: float
    time: str

    def as_json(self) -> dict[str, Any]:
        """Render as an entry of `checks`."""
        milliseconds = round(self.seconds * 1000, 3)
        return {
            "componentType": "datastore",
            "status": self.status,
            "time": self.time,
            "observedValue": milliseconds,
            "observedUnit": "ms",
        }


def worst(statuses: list[Status]) -> Status:
    """Return the worst status; of none, fail: nothing checked is not healthy."""
    return max(statuses, key=_SEVERITY.index, default="fail")


class Health:
    """Checks the dependencies at most once a CHECK_AGE_SECONDS, all at once, each within its deadline."""

    def __init__(self, dependencies: list[Dependency], report: Callable[[str, bool], None]) -> None:
        self.started = False
        self._dependencies = dependencies
        self._report = report
        self._lock = asyncio.Lock()
        self._results: list[Result] = []
        self._checked_at = -CHECK_AGE_SECONDS
        self._failing: set[str] = set()

    async def results(self) -> list[Result]:
        """Return what the checks say now, or said less than CHECK_AGE_SECONDS ago."""
        async with self._lock:
            if time.monotonic() - self._checked_at >= CHECK_AGE_SECONDS:
                self._results = list(await asyncio.gather(*map(self._result, self._dependencies)))
                self._checked_at = time.monotonic()
            return self._results

    async def status(self, *, draining: bool) -> Status:
        """Return the service's status: whether to send it requests."""
        if draining or not self.started:
            return "fail"
        return worst([result.status for result in await self.results()])

    async def _result(self, dependency: Dependency) -> Result:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(CHECK_TIMEOUT_SECONDS):
                await dependency.check()
        except Exception as error:  # noqa: BLE001 - whatever it is, the dependency did not do its work
            self._notice(dependency, error)
            status: Status = dependency.failing
        else:
            self._notice(dependency, None)
            status = "pass"
        self._report(dependency.name, status == "pass")
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        return Result(dependency, status, time.perf_counter() - began, now)

    def _notice(self, dependency: Dependency, error: Exception | None) -> None:
        """Log a change, not a state: a probe a second would bury it."""
        if error is not None and dependency.name not in self._failing:
            self._failing.add(dependency.name)
            _log.warning("check_failed", dependency=dependency.name, error=f"{type(error).__name__}: {error}")
        elif error is None and dependency.name in self._failing:
            self._failing.discard(dependency.name)
            _log.warning("check_recovered", dependency=dependency.name)
