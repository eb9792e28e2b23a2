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
from gonogo.suites.rollback.traffic import slowest
from gonogo.targets.base import Target

_WRITERS = 3
_BETWEEN_SECONDS = 0.15
_STEADY_SECONDS = 1.5
_DEADLINE_SECONDS = 10.0
_MOST_AGAIN = 20
_EMPTIED = "status 200 without what was written"
_JSON = {"Content-Type": "application/json"}


@dataclass
class _Writers:
    """A few clients, each on a new connection for each write."""

    target: Target
    request: Request
    headers: dict[str, str]
    sent: int = 0
    places: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def write_on(self) -> None:
        """Write until it is over."""
        while not self.over.wait(_BETWEEN_SECONDS):
            self._write()

    def _write(self) -> None:
        own, text = str(uuid.uuid4()), json.dumps(self.request.body or {})
        body = text.replace("{uuid}", own).encode()
        answer = probe(
            below(self.target.entry, self.request.path),
            method=self.request.method,
            headers=self.headers | _JSON,
            body=body,
            deadline_seconds=_DEADLINE_SECONDS,
        )
        place = answer.place
        with self.turn:
            self.sent += 1
            if answer.status == self.request.status and place:
                self.seconds.append(answer.seconds)
                self._keep(answer.url, place, own if "{uuid}" in text else "")
            else:
                self.refused.append(answer.error or f"status {answer.status}")

    def _keep(self, asked: str, place: str, own: str) -> None:
        """Keep where the write can be read, and what it alone holds; a place elsewhere is none to ask."""
        try:
            self.places.append((located(asked, place, self.target.entry), own))
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
            with writers.turn:
                before = len(writers.seconds)
            done = target.roll_out(digest=target.replicas[0].digest)
            pause(_STEADY_SECONDS, "writes that only the new release takes")
        finally:
            writers.over.set()
    written = Written(
        writers.sent,
        len(writers.places),
        tuple(writers.refused),
        len(writers.places),
        _lost(writers),
        slowest(writers.seconds[before:]),
        slowest(writers.seconds[:before]),
    )
    accepted = (done.reason,) if done.accepted else ()
    return WritesDuringRollOut(accepted, "" if done.accepted else done.reason, (written,))


def _lost(writers: _Writers) -> tuple[str, ...]:
    """Return what came in the place of each acknowledged write that is not there, or holds something else.

    Only one that was sent before another whose content is shown counts as emptied: a service may show none,
    or the newest ones later. What looks so is read once more.
    """
    found = [(place, own, *_read(writers, place, own)) for place, own in writers.places]
    last = max((at for at, (_, own, _, shown) in enumerate(found) if own and shown), default=-1)
    emptied = [(p, own) for p, own, said, shown in found[: last + 1] if own and not said and not shown]
    again = (_read(writers, place, own) for place, own in emptied[:_MOST_AGAIN])
    return (
        *(said for _, _, said, _ in found if said),
        *(said or _EMPTIED for said, shown in again if said or not shown),
    )


def _read(writers: _Writers, place: str, own: str) -> tuple[str, bool]:
    """Return what came in the place of a write, nothing where it is there, and whether it holds its own."""
    answer = probe(place, headers=writers.headers, deadline_seconds=_DEADLINE_SECONDS)
    said = "" if answer.status == 200 else answer.error or f"status {answer.status}"
    return said, own in answer.text
