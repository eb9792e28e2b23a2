"""A small service in this process, with a store and a memory that can be taken away."""

from __future__ import annotations

import json
from typing import Any, ClassVar, Self

from gonogo.core.observation import Can
from gonogo.targets.base import Replica
from tests.suites.loopback import Handler, Loopback


class Shop:
    """Answers /alive, /ready, /state and /things; a target as far as the health experiments ask for one."""

    restarts_in_outage = False

    def __init__(self) -> None:
        self.away: set[str] = set()
        self.calls: list[str] = []
        self.asked: list[str] = []
        self.instance = "one"
        self._server = Loopback(_Handler, shop=self)
        self.entry = self._server.url
        self.replicas: tuple[Replica, ...] = (Replica("a", self.entry),)

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.__exit__(*exception)

    def can(self) -> frozenset[Can]:
        return frozenset({Can.STOP_DEPENDENCY, Can.REACH_REPLICAS})

    def current(self) -> tuple[Replica, ...]:
        return self.replicas

    def headers(self, credential: str | None) -> dict[str, str]:
        return {"X-Key": credential} if credential else {}

    def stop_dependency(self, name: str) -> None:
        self.calls.append(f"stop {name}")
        self.away.add(name)
        if self.restarts_in_outage:
            self.instance = "two"

    def start_dependency(self, name: str) -> None:
        self.calls.append(f"start {name}")
        self.away.discard(name)

    def answer(self, path: str) -> tuple[int, dict[str, Any]]:
        self.asked.append(path)
        failing = "store" in self.away
        stated = "fail" if failing else "warn" if self.away else "pass"
        answers = {
            "/alive": (200, {"status": "pass"}),
            "/started": (200, {"status": "pass"}),
            "/ready": (503 if failing else 200, {"status": stated}),
            "/state": (503 if failing else 200, {"status": stated, "output": "ENOTFOUND" if failing else ""}),
            "/things": (500 if failing else 200, {}),
            "/who": (200, {"version": "1", "process": self.instance}),
        }
        return answers.get(path, (404, {}))


class _Handler(Handler):
    shop: ClassVar[Shop]

    def respond(self) -> None:
        status, content = self.shop.answer(self.path)
        self.answer(status, json.dumps(content), "application/health+json")
