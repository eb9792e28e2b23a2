"""Read what was added to the logs since they were last read."""

from __future__ import annotations

from gonogo.suites.security.records import Record, fresh, records_of
from gonogo.targets.base import ProcessLog, Target


class Reader:
    """Reads the logs of the release, and of named services beside it."""

    def __init__(self, target: Target, services: tuple[str, ...]) -> None:
        self._target, self._services = target, services
        self._seen: dict[str, str] = {}
        self._added: dict[str, str] = {}
        for log in self._meant():
            self._seen[log.name] = _whole(log)

    @property
    def wrote(self) -> bool:
        """Whether anything was ever written."""
        return any(self._seen.values())

    def read(self) -> list[tuple[str, Record]]:
        """Return each new record and whose log it is in; a line that is not written whole comes later."""
        found: list[tuple[str, Record]] = []
        for log in self._meant():
            whole = _whole(log)
            new = fresh(self._seen.get(log.name, ""), whole)
            self._seen[log.name] = whole
            self._added[log.name] = self._added.get(log.name, "") + new
            found += [(log.name, one) for one in records_of(new)]
        return found

    def everything(self) -> list[tuple[str, Record]]:
        """Return all records since they were first looked at."""
        return [(log, one) for log, text in self._added.items() for one in records_of(text)]

    def beside(self) -> dict[str, str]:
        """Return the named services that are there, by log."""
        named = {log: service_of(log) for log in self._seen}
        return {log: service for log, service in named.items() if service in self._services}

    def _meant(self) -> list[ProcessLog]:
        return [log for log in self._target.logs() if log.release or service_of(log.name) in self._services]


def service_of(log: str) -> str:
    """Return whose container it is: `worker-2` is one of `worker`."""
    return log.rpartition("-")[0]


def _whole(log: ProcessLog) -> str:
    return log.text[: log.text.rfind("\n") + 1]
