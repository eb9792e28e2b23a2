"""Write all the while a release is rolled out, and read it all back at the end."""

from __future__ import annotations

import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from gonogo.contract.base import Request
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import ElsewhereError, below, located
from gonogo.instruments.waits import pause
from gonogo.suites.rollback.observations.writes import WritesDuringRollOut, Written
from gonogo.targets.base import Target

_WRITERS = 3
_BETWEEN_SECONDS = 0.15
_STEADY_SECONDS = 1.5
_DEADLINE_SECONDS = 10.0
_JSON = {"Content-Type": "application/json"}


@dataclass
class _Writers:
    """A few clients, each on a new connection for each write."""

    target: Target
    request: Request
    headers: dict[str, str]
    sent: int = 0
    places: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def write_on(self) -> None:
        """Write until it is over."""
        while not self.over.wait(_BETWEEN_SECONDS):
            self._write()

    def _write(self) -> None:
        body = json.dumps(self.request.body or {}).replace("{uuid}", str(uuid.uuid4())).encode()
        answer = probe(
            below(self.target.entry, self.request.path),
            method=self.request.method,
            headers=self.headers | _JSON,
            body=body,
            deadline_seconds=_DEADLINE_SECONDS,
        )
        place = answer.header("location")
        with self.turn:
            self.sent += 1
            if answer.status == self.request.status and place:
                self._keep(answer.url, place)
            else:
                self.refused.append(answer.error or f"status {answer.status}")

    def _keep(self, asked: str, place: str) -> None:
        """Keep where the write can be read; a place elsewhere is none that we may ask."""
        try:
            self.places.append(located(asked, place, self.target.entry))
        except ElsewhereError as elsewhere:
            self.refused.append(f"a Location elsewhere: {elsewhere}")


def write_while_rolling_out(target: Target, write: Request) -> WritesDuringRollOut:
    """Roll the running image out over itself, with writers before, during and after it."""
    writers = _Writers(target, write, target.headers(write.credential))
    with ThreadPoolExecutor(_WRITERS) as pool:
        for _ in range(_WRITERS):
            pool.submit(writers.write_on)
        try:
            pause(_STEADY_SECONDS, "writes before anything changes")
            done = target.roll_out(digest=target.replicas[0].digest)
            pause(_STEADY_SECONDS, "writes that only the new release takes")
        finally:
            writers.over.set()
    lost = [said for place in writers.places if (said := _missing(writers, place))]
    written = Written(
        writers.sent, len(writers.places), tuple(writers.refused), len(writers.places), tuple(lost)
    )
    accepted = (done.reason,) if done.accepted else ()
    return WritesDuringRollOut(accepted, "" if done.accepted else done.reason, (written,))


def _missing(writers: _Writers, place: str) -> str:
    """Return what came in the place of an acknowledged write, nothing where it is there."""
    answer = probe(place, headers=writers.headers, deadline_seconds=_DEADLINE_SECONDS)
    return "" if answer.status == 200 else answer.error or f"status {answer.status}"
