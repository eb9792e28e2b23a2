"""What a worker process tells of its requests: fixed records in the order of time, and how late it was."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from gonogo.loadtests.lateness import Lateness
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.tally import Outcome

RECORD = struct.Struct("<dBIdfhQH")
SENT, DROPPED, FINISHED = 0, 1, 2
NO_ERROR = 0


class Event(NamedTuple):
    """One record; in the order of time as it sorts. `error` is a number in the list of errors, 0 for none."""

    at: float
    what: int
    number: int
    sent_at: float
    late_seconds: float
    status: int
    size: int
    error: int


class RecordedBooks:
    """Books that only write records, with numbers of the whole schedule."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._start = 0.0
        self._lateness = Lateness()
        self._next = 0
        self._errors: dict[str | None, int] = {None: NO_ERROR}
        self.records = bytearray()

    def begin(self, start: float) -> None:
        """The schedule's second 0 is `start`."""
        self._start = start

    @property
    def errors(self) -> list[str]:
        """Every kind of error so far, from number 1 on."""
        return [error for error in self._errors if error is not None]

    def sent(self, place: int, sent_at: float) -> None:
        """The arrival at a place of the schedule is being sent."""
        self._next = place + 1
        self._lateness.sent(sent_at, sent_at - self._start - self._schedule.seconds[place])
        self.records += RECORD.pack(sent_at, SENT, self._schedule.number(place), sent_at, 0.0, 0, 0, 0)

    def dropped(self, place: int) -> None:
        """It is never sent."""
        self._next = place + 1
        intended = self._start + self._schedule.seconds[place]
        self.records += RECORD.pack(intended, DROPPED, self._schedule.number(place), 0.0, 0.0, 0, 0, 0)

    def finished(self, place: int, sent_at: float, now: float, outcome: Outcome) -> None:
        """It has its last byte, or its error."""
        error = self._errors.setdefault(outcome.error, len(self._errors))
        number, late = self._schedule.number(place), self._late(sent_at, now)
        self.records += RECORD.pack(
            now, FINISHED, number, sent_at, late, outcome.status, outcome.received_bytes, error
        )

    def _late(self, sent_at: float, now: float) -> float:
        """How late this process sent anything, or has it to send still, while a request was under way."""
        seconds = self._schedule.seconds
        due = now - self._start - seconds[self._next] if self._next < len(seconds) else 0.0
        return max(due, self._lateness.since(sent_at))


def events(records: bytes) -> Iterator[Event]:
    """The records of a worker."""
    return map(Event._make, RECORD.iter_unpack(records))
