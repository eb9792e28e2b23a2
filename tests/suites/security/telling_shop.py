"""A shop that names its requests and writes down what they cause, in one of several ways."""

from __future__ import annotations

import json
import re
import threading
import time
import uuid
from typing import Any, ClassVar

import pytest

from gonogo.core.observation import Can
from gonogo.suites.security.experiments import identified
from gonogo.suites.security.observations.identified import Identified
from gonogo.targets.base import ProcessLog
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

_STATUSES = {"/things": 200, "/broken": 500, "/made": 201}
PROMISED = {"header": "X-Request-ID", "fields": ["request_id"], "incoming": "X-Request-ID", "failures": True}


class TellingShop(Handler):
    """Answers and writes lines; ``how`` says what it does otherwise than well."""

    lines: ClassVar[list[str]]
    how: ClassVar[str]
    current: ClassVar[dict[str, str]]
    away: ClassVar[threading.Event]
    opened: str
    protocol_version = "HTTP/1.1"

    def respond(self) -> None:
        status = 503 if self.away.is_set() and self.path == "/things" else _STATUSES.get(self.path, 404)
        sent = self._sent()
        made = "always the same" if self.how == "constant" else str(uuid.uuid4())
        own = made if self.how == "anew" or not sent else sent
        self.current.setdefault("first", own)
        self.current["id"] = own
        time.sleep(0.02 if self.how == "global" else 0)
        if not (self.how == "silent" and status >= 500) and not (self.how == "errors" and status < 500):
            self.write(self._id_of(own, sent, made), "served", status)
        self._besides(status)
        self._state(status, own)

    def write(self, own: str | None, event: str, status: int) -> None:
        """Write one record, as JSON or as text."""
        if self.how == "text":
            self.lines.append(f"2026-11-27 INFO [{own}] {event} {self.path} {status}")
            return
        level = "error" if status >= 500 and self.how != "quiet" else "info"
        more = {} if self.how == "quiet" else {"status": status}
        name = {"trace": {"id": own}} if self.how == "traced" else {"request_id": own}
        self.lines.append(json.dumps({"level": level, "event": event, **more, **name}))

    def _sent(self) -> str:
        if self.how.startswith("trace"):
            found = re.match(r"00-([0-9a-f]{32})-", self.headers.get("traceparent", ""))
            return found[1] if found and self.how == "traced" else ""
        return self.headers.get("X-Request-ID", "")

    def _id_of(self, own: str, sent: str, made: str) -> str:
        if self.how == "global":
            return self.current["id"]
        if self.how == "connection":
            self.__dict__.setdefault("opened", own)
            return str(self.opened)
        return made if self.how == "echo" and sent else own

    def _besides(self, status: int) -> None:
        if self.how == "outside" and status >= 500:
            self.write("0" * 32, "reported", status)
        if self.how == "accepts" and self.current.setdefault(str(self.client_address), "new") == "new":
            self.current[str(self.client_address)] = "known"
            self.lines.append(json.dumps({"event": "accepted"}))
        if self.how == "thread" and status == 201:
            threading.Thread(target=self.write, args=(None, "followed", status)).start()
        if self.how == "first" and status == 200:
            self.write(self.current["first"], "counted", status)
        if self.how == "bound" and status == 201:
            self.write(self.current.setdefault(self.path, self.current["id"]), "kept", status)
        if self.how == "polls" and status == 201 and self.path not in self.current:
            self.current[self.path] = self.current["id"]
            self._poll(self.current["id"])
        if self.how == "agent" and self.path == "/things":
            self.lines.append(f"127.0.0.1 - - GET {self.path} {self.headers['User-Agent']}")
        if self.how == "shared" and self.current.get("open") != "yes":
            self.current["open"] = "yes"
            threading.Timer(0.02, self._sum_up).start()

    def _poll(self, own: str) -> None:
        """Begin, with the first request, what goes on for ever and is known by it."""
        if not self.away.is_set():
            self.lines.append(json.dumps({"level": "info", "event": "polled", "request_id": own}))
            threading.Timer(0.005, self._poll, [own]).start()

    def _sum_up(self) -> None:
        self.current["open"] = "no"
        self.lines.append(json.dumps({"event": "summed up"}))

    def _state(self, status: int, own: str) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(status)
        if self.how != "traced" and not (self.how == "unstated" and status >= 400):
            self.send_header("X-Request-ID", own)
        self.send_header("Content-Length", "0")
        self.end_headers()


class _Target(ShopTarget):
    """Shows what the shop has written, and what a worker beside it has."""

    lines: list[str]
    worker: list[str]
    away: threading.Event

    def can(self) -> frozenset[Can]:
        return frozenset(Can)

    def logs(self, ended: object = ()) -> list[ProcessLog]:
        beside = ProcessLog("worker-1", False, "".join(f"{line}\n" for line in self.worker))
        return [ProcessLog("shop-1", True, "".join(f"{line}\n" for line in self.lines)), beside]

    def stop_dependency(self, name: str) -> None:
        self.away.set()

    def start_dependency(self, name: str) -> None:
        self.away.clear()


def seen_of(
    how: str, monkeypatch: pytest.MonkeyPatch, promised: dict[str, Any] = PROMISED, **more: Any
) -> Identified:
    """Ask a shop that does so, with short pauses."""
    monkeypatch.setattr(identified, "_AFTERWARDS_SECONDS", 0.05)
    monkeypatch.setattr(identified, "_BETWEEN_SECONDS", 0.002)
    monkeypatch.setattr(identified, "_TOLD_SECONDS", 0.1)
    lines, away = [json.dumps({"event": "started"})], threading.Event()
    make = {"name": "make", "method": "POST", "path": "/made", "body": {"title": "{uuid}"}, "status": 201}
    named = make if how in ("thread", "bound", "polls") else {"name": "list", "path": "/things"}
    logs = {"request_id": promised | more.pop("request_id", {})}
    made = contract(traffic={"requests": [named]}, security={"logs": logs}, **more)
    with Loopback(TellingShop, lines=lines, how=how, current={}, away=away) as server:
        target = _Target(server.url, made)
        target.lines, target.worker, target.away = lines, [], away
        try:
            return done(identified.ask_and_read, target, made)
        finally:
            away.set()


BROKEN: dict[str, Any] = {"requests": [{"name": "broken", "path": "/broken", "status": 500}]}
