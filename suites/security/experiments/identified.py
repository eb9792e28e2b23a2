"""Ask again and again for the same, one after the other and all at once, and read what is written of it.

Nothing says which request a record without an id belongs to. So what is counted is how many records of one
form come of so many requests, beside what comes when nobody asks.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from requests import Session

from gonogo.contract.base import Request
from gonogo.contract.logs import RequestId
from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.instruments.probe.ask import Answer, pooled_session, probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.experiments.written_down import Reader
from gonogo.suites.security.observations.identified import Asked, Identified
from gonogo.suites.security.records import Record, carries, id_in, says_failure
from gonogo.suites.security.telling import Sent, Window, forms, written
from gonogo.targets.base import Target, TargetError

_MOST_REQUESTS = 10
_ALONE = 4
_AT_ONCE = 8
_ENTERED = 2
_IN_A_ROW = 3
"""So many are asked for until nobody asks for a while."""
_MOST_SECONDS = 60.0
_BETWEEN_SECONDS = 0.05
_AFTERWARDS_SECONDS = 0.4
"""What goes on in the background of a request, or waits for its log, has as long."""
_MOST_REST_SECONDS = 3.0
_ANSWER_SECONDS = 10.0
_FAILS_SECONDS = 10.0
_RECOVERS_SECONDS = 30.0
_TOLD_SECONDS = 3.0
_ERROR = 500
_JSON = {"Content-Type": "application/json"}
_LINE_CHARACTERS = 300


@dataclass(frozen=True)
class _Kind:
    """What is asked for; without a request, a path that nobody serves."""

    name: str
    request: Request | None = None


def ask_and_read(target: Target, contract: Contract, request_id: RequestId) -> Identified:
    """Ask one process of the release, then through the entry, then while a dependency is away, and read.

    Where it is slow, what comes last under the contract's requests is not repeated.
    """
    asking, began = _Asking(target, contract, request_id), time.monotonic()
    kinds = _kinds(target, contract, request_id)
    for n in range(0, len(kinds), _IN_A_ROW):
        if time.monotonic() - began < _MOST_SECONDS:
            asking.repeat(*kinds[n : n + _IN_A_ROW])
    asking.through_the_entry(kinds)
    asking.while_away(kinds)
    return asking.seen()


def _kinds(target: Target, contract: Contract, request_id: RequestId) -> list[_Kind]:
    traffic = contract.traffic.requests if contract.traffic else public_request(contract)[:2]
    named = [request for request in (*request_id.requests, *traffic) if _may_be_made(target, request)]
    kinds = [_Kind(request.name, request) for request in named[:_MOST_REQUESTS]]
    return [*kinds, _Kind("a path that nobody serves")]


def _may_be_made(target: Target, request: Request) -> bool:
    """Whether its credential can be had; that a sign-in fails is for others to say."""
    try:
        target.headers(request.credential)
    except TargetError:
        return False
    return True


class _Asking:
    """Sends, reads, and keeps what came of it."""

    def __init__(self, target: Target, contract: Contract, request_id: RequestId) -> None:
        self._target, self._contract, self._id = target, contract, request_id
        self._base = target.replicas[0].url
        self._reader = Reader(target, request_id.services)
        self._before: list[Sent] = []
        self._asked: list[Asked] = []
        self._pairs: list[tuple[str, Window, Window, list[Sent]]] = []
        self._unasked: Counter[tuple[str, str]] = Counter()

    def repeat(self, *kinds: _Kind, where: str = "") -> None:
        """Ask for each so often, and read what was written of it, and what is when all of that is over."""
        took = []
        for kind in kinds:
            before, began = list(self._before), time.monotonic()
            alone = self._window(self._one_by_one(kind, where))
            took.append(time.monotonic() - began)
            at_once = self._window(self._all_at_once(kind, where))
            self._pairs.append((f"{kind.name}, {where}" if where else kind.name, alone, at_once, before))
        self._rest(max(took))

    def through_the_entry(self, kinds: list[_Kind]) -> None:
        """Ask for each by the way that users take, where that is another one."""
        if self._target.entry != self._base:
            for kind in kinds:
                for _ in range(_ENTERED):
                    self._note([self._ask(kind, base=self._target.entry, own=True)])

    def while_away(self, kinds: list[_Kind]) -> None:
        """Take away what no route works without, for as long as it takes to be answered 5xx."""
        name = next(iter(self._contract.hard_dependencies), None)
        if name is None or Can.STOP_DEPENDENCY not in self._target.can():
            return
        where, failing = f"while {name} is away", None
        try:
            self._target.stop_dependency(name)
            failing = self._failing(kinds)
            if failing is not None:
                self._reader.read()
                self.repeat(failing, where=where)
                others = [kind for kind in kinds if kind is not failing]
                self._note([self._ask(kind, where) for kind in others[:_IN_A_ROW]])
        finally:
            self._target.start_dependency(name)
        if failing is not None:
            self._recovered(failing)

    def seen(self) -> Identified:
        """Look for each request in all that was written, and give what comes late its time."""
        wait = Wait("each failure is written down", _TOLD_SECONDS, 0.2)
        with contextlib.suppress(WaitTimeout):  # a rule says so
            wait.until(lambda: all(one.told for one in self._told() if (one.status or 0) >= _ERROR))
        pairs = [written(*pair, self._id.fields, self._unasked) for pair in self._pairs]
        return Identified(
            asked=tuple(self._told()),
            written=tuple(row for rows in pairs for row in rows),
            silent=self._silent(),
            wrote=self._reader.wrote,
        )

    def _silent(self) -> tuple[str, ...]:
        every = tuple(one for sent in self._before for one in sent.ids)
        names = self._id.fields
        told = {log for log, found in self._reader.everything() if carries(found, every, names)}
        beside = self._reader.beside()
        heard = {service for log, service in beside.items() if log in told}
        return tuple(sorted({*beside.values()} - heard))

    def _told(self) -> list[Asked]:
        self._reader.read()
        records = [found for _, found in self._reader.everything()]
        return [_looked_for(one, records, self._id.fields) for one in self._asked]

    def _rest(self, seconds: float) -> None:
        """Read what is written while nobody asks, for as long."""
        pause(min(seconds, _MOST_REST_SECONDS), "what is written while nobody asks")
        self._unasked += forms(self._reader.read(), self._id.fields)

    def _window(self, sent: list[Sent]) -> Window:
        pause(_AFTERWARDS_SECONDS, "what goes on after the answer")
        return Window(tuple(sent), tuple(self._reader.read()))

    def _one_by_one(self, kind: _Kind, where: str) -> list[Sent]:
        """Ask on one connection: what is written of a connection is no request's."""
        found, own = list[Sent](), self._id.header is None
        with pooled_session() as session:
            for _ in range(_ALONE):
                found += self._note([self._ask(kind, where, own=own, session=session)])
                pause(_BETWEEN_SECONDS, "each has its moment")
        return found

    def _all_at_once(self, kind: _Kind, where: str) -> list[Sent]:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return self._note(list(pool.map(lambda _: self._ask(kind, where, own=True), range(_AT_ONCE))))

    def _note(self, asked: list[tuple[Asked, Sent]]) -> list[Sent]:
        self._asked += [one for one, _ in asked]
        found = [sent for _, sent in asked]
        self._before += found
        return found

    def _ask(
        self,
        kind: _Kind,
        where: str = "",
        base: str = "",
        *,
        own: bool = False,
        session: Session | None = None,
    ) -> tuple[Asked, Sent]:
        """Send it once, with an id of our own where one is taken."""
        mark, sent = secrets.token_hex(8), uuid.uuid4()
        incoming = self._id.incoming if own else None
        answer = self._answer(kind, base or self._base, mark, _own(incoming, sent), session)
        stated = id_in(answer.header(self._id.header) or "") if self._id.header else ""
        named = "" if incoming is None else sent.hex if _is_trace(incoming) else str(sent)
        asked = Asked(kind.name, answer.status, where, bool(base), named, stated)
        return asked, Sent(mark, (*asked.ids, *filter(None, [named])))

    def _answer(
        self, kind: _Kind, base: str, mark: str, own: dict[str, str], session: Session | None = None
    ) -> Answer:
        request = kind.request or Request(path=f"/gonogo-{mark}")
        body = None
        if request.body is not None:
            body = json.dumps(request.body).replace("{uuid}", str(uuid.uuid4())).encode()
        headers = self._target.headers(request.credential) | (_JSON if body is not None else {})
        return probe(
            below(base, request.path),
            method=request.method,
            headers=headers | {"User-Agent": f"gonogo/{mark}"} | own,
            body=body,
            deadline_seconds=_ANSWER_SECONDS,
            session=session,
        )

    def _failing(self, kinds: list[_Kind]) -> _Kind | None:
        """Return the first that is answered 5xx; None where all of them live without the dependency."""

        def first() -> _Kind | None:
            return next((kind for kind in kinds if self._fails(kind)), None)

        with contextlib.suppress(WaitTimeout):
            return Wait("an answer is 5xx", _FAILS_SECONDS, 0.5).until(first)
        return None

    def _recovered(self, kind: _Kind) -> None:
        with contextlib.suppress(WaitTimeout):  # other rules look at that
            Wait(f"{kind.name} works again", _RECOVERS_SECONDS, 0.5).until(lambda: not self._fails(kind))

    def _fails(self, kind: _Kind) -> bool:
        return (self._answer(kind, self._base, secrets.token_hex(8), {}).status or _ERROR) >= _ERROR


def _is_trace(header: str) -> bool:
    return header.casefold() == "traceparent"


def _own(incoming: str | None, sent: uuid.UUID) -> dict[str, str]:
    if incoming is None:
        return {}
    return {incoming: f"00-{sent.hex}-{secrets.token_hex(8)}-01" if _is_trace(incoming) else str(sent)}


def _looked_for(asked: Asked, records: list[Record], names: tuple[str, ...]) -> Asked:
    by_sent = [found for found in records if carries(found, (asked.sent,), names)]
    by_stated = [found for found in records if carries(found, asked.ids, names)]
    own = [*by_stated, *by_sent]
    told = any(says_failure(found, asked.status or _ERROR) for found in own)
    line = own[0].text[:_LINE_CHARACTERS] if own else ""
    return replace(asked, by_sent=len(by_sent), by_stated=len(by_stated), told=told, line=line)
