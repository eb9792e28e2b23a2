"""Send one write more than once, as a client does that did not see the answer."""

from __future__ import annotations

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from gonogo.contract.metrics import Idempotency
from gonogo.instruments.leave import Leaving, ask_and_leave
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.health.experiments.written import content_of
from gonogo.suites.rollback.observations.repeats import Repeat, Repeated
from gonogo.targets.base import Target
from gonogo.targets.identity.reading import lookup

_AT_ONCE = 8
_REFUSED = range(400, 500)
_DEADLINE_SECONDS = 10.0
_BETWEEN_SECONDS = 0.5
_WAYS_TO_LEAVE = (Leaving.ASKED, Leaving.HALF)
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class _Writes:
    target: Target
    promised: Idempotency

    def body(self) -> bytes:
        """Return a body that no other write has."""
        return content_of(self.promised.request)

    def send(self, how: str, key: str, body: bytes, url: str = "", credential: str | None = None) -> Repeat:
        """Send it once, on a connection of its own."""
        request = self.promised.request
        answer = probe(
            below(url or self.target.entry, request.path),
            method=request.method,
            headers=self.target.headers(credential or request.credential)
            | _JSON
            | {self.promised.header: key},
            body=body,
            deadline_seconds=_DEADLINE_SECONDS,
        )
        return Repeat(how, answer.status, lookup(answer, self.promised.id))

    def leave(self, url: str, when: Leaving, key: str, body: bytes) -> None:
        """Send it, and be gone before it is answered."""
        request = self.promised.request
        headers = self.target.headers(request.credential) | _JSON | {self.promised.header: key}
        ask_and_leave(
            below(url, request.path),
            request.method,
            headers,
            body,
            within_seconds=_DEADLINE_SECONDS,
            when=when,
        )


def repeat_a_write(target: Target, idempotency: Idempotency) -> Repeated:
    """Write; repeat it one after the other, at one moment, after other writes, as others, with another body.

    Whoever keeps but the newest keys of a client has forgotten the first one by then. What another body makes
    of a key comes last, for it may be another object's from there on.
    """
    writes = _Writes(target, idempotency)
    key, body, other = str(uuid.uuid4()), writes.body(), idempotency.other
    first = writes.send("once", key, body)
    places = [("at the entry", target.entry), *((f"at {r.name}", r.url) for r in target.replicas)]
    urls = [url for _, url in places]
    again = tuple(writes.send(f"again {where}", key, body, url) for where, url in places)
    fresh, at_once = _fresh(writes, body), _at_once(writes, urls)
    left = _left(writes, urls, named=any(one.object for one in again))
    return Repeated(
        first=(first,),
        fresh=(fresh,),
        again=(*again, writes.send("again, after other writes", key, body)),
        at_once=at_once,
        other=(writes.send("from another client", key, body, credential=other),) if other else (),
        changed=_changed(writes, key, body),
        left=left,
    )


def _changed(writes: _Writes, key: str, body: bytes) -> tuple[Repeat, ...]:
    """Send other content with the same key; where the contract knows none, it would be a repeat."""
    other = writes.body()
    return (writes.send("with another body", key, other),) if other != body else ()


def _fresh(writes: _Writes, body: bytes) -> Repeat:
    """Send the same content with another key, or other content where that is refused: it may be unique."""
    same = writes.send("with another key", str(uuid.uuid4()), body)
    if same.status not in _REFUSED or same.status == writes.promised.request.status:
        return same
    return writes.send("with another key and another body", str(uuid.uuid4()), writes.body())


def _left(writes: _Writes, urls: list[str], *, named: bool) -> tuple[Repeat, ...]:
    """Leave each process twice before it answers, then come again with the same keys until each is done.

    A repeat is known to be done by the object, where one of what was done has it `named`.
    """
    gone = [(url, when, str(uuid.uuid4()), writes.body()) for url in urls for when in _WAYS_TO_LEAVE]
    for url, when, key, body in gone:
        writes.leave(url, when, key, body)
    until = time.monotonic() + writes.promised.resumes_within_seconds
    return tuple(_resumed(writes, *each, until, named=named) for each in gone)


def _resumed(
    writes: _Writes, url: str, when: Leaving, key: str, body: bytes, until: float, *, named: bool
) -> Repeat:
    """Send it again until it is done, or time is up, and return the last answer."""
    taken = {writes.promised.request.status, *writes.promised.repeated}
    said: list[Repeat] = []

    def is_done() -> bool:
        said.append(writes.send(f"again, of a client that had left {when.value}", key, body, url))
        return said[-1].status in taken and bool(said[-1].object or not named)

    with suppress(WaitTimeout):
        Wait("the write is done", max(0.0, until - time.monotonic()), _BETWEEN_SECONDS).until(is_done)
    return said[-1]


def _at_once(writes: _Writes, urls: list[str]) -> tuple[Repeat, ...]:
    """Send one write from many threads that wait for each other, in turn to each process."""
    key, body, together = str(uuid.uuid4()), writes.body(), threading.Barrier(_AT_ONCE)

    def send(number: int) -> Repeat:
        together.wait()
        return writes.send("at one moment", key, body, urls[number % len(urls)])

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return tuple(pool.map(send, range(_AT_ONCE)))
