"""Send one write more than once, as a client does that did not see the answer."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from gonogo.contract.metrics import Idempotency
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.written import content_of
from gonogo.suites.rollback.observations.repeats import Repeat, Repeated
from gonogo.targets.base import Target
from gonogo.targets.identity.reading import lookup

_AT_ONCE = 8
_DEADLINE_SECONDS = 10.0
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


def repeat_a_write(target: Target, idempotency: Idempotency) -> Repeated:
    """Write; repeat it one after the other, at one moment, with another body, and as another client."""
    writes = _Writes(target, idempotency)
    key, body, other = str(uuid.uuid4()), writes.body(), idempotency.other
    first = writes.send("once", key, body)
    places = [("at the entry", target.entry), *((f"at {r.name}", r.url) for r in target.replicas)]
    return Repeated(
        first=(first,),
        fresh=(writes.send("with another key", str(uuid.uuid4()), body),),
        again=tuple(writes.send(f"again {where}", key, body, url) for where, url in places),
        at_once=_at_once(writes, [url for _, url in places]),
        changed=(writes.send("with another body", key, writes.body()),),
        other=(writes.send("from another client", key, body, credential=other),) if other else (),
    )


def _at_once(writes: _Writes, urls: list[str]) -> tuple[Repeat, ...]:
    """Send one write from many threads that wait for each other, in turn to each process."""
    key, body, together = str(uuid.uuid4()), writes.body(), threading.Barrier(_AT_ONCE)

    def send(number: int) -> Repeat:
        together.wait()
        return writes.send("at one moment", key, body, urls[number % len(urls)])

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return tuple(pool.map(send, range(_AT_ONCE)))
