"""A shop on loopback that counts its requests, and a target that leads to it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.targets.base import Replica, Running, Target
from tests.suites.loopback import Handler, Loopback

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Shop(Handler):
    """Answers `/things` with 200 and anything else with 404; `/stats` tells how often, each in 0.25 s."""

    counts: ClassVar[Counter[tuple[str, str, int]]]
    lock: ClassVar[threading.Lock]
    weight: ClassVar[int]

    def respond(self) -> None:
        if self.path == "/stats":
            self.answer(200, self._exposition(), CONTENT_TYPE)
            return
        route, status = ("/things", 200) if self.path.startswith("/things") else ("none", 404)
        with self.lock:
            self.counts[self.command, route, status] += self.weight
        self.answer(status, f"{self.command} {route}", "text/plain")

    def _exposition(self) -> str:
        with self.lock:
            counts = dict(self.counts)
        lines = ["process_start_time_seconds 1000", "# TYPE shop_requests_total counter"]
        lines += [
            f'shop_requests_total{{verb="{verb}",path="{route}",code="{status}"}} {n}'
            for (verb, route, status), n in counts.items()
        ]
        lines.append("# TYPE shop_seconds summary")
        for (verb, route, status), n in counts.items():
            labels = f'{{verb="{verb}",path="{route}",code="{status}"}}'
            lines += [f"shop_seconds_sum{labels} {n / 4}", f"shop_seconds_count{labels} {n}"]
        return "\n".join(lines) + "\n"


@contextmanager
def shop(weight: int = 1) -> Iterator[str]:
    """Open a shop that adds `weight` to its counter for each request; yield its address."""
    with Loopback(Shop, counts=Counter(), lock=threading.Lock(), weight=weight) as server:
        yield server.url


class ShopTarget(Target):
    """One replica, which is the entry as well."""

    kind: ClassVar[str] = "shop"

    def __init__(self, url: str, contract: Contract, commands: dict[str, str] | None = None) -> None:
        super().__init__(cast("Any", SimpleNamespace(contract=contract, secrets=None)))
        self.commands = commands or {}
        self.attach(Running(url, (Replica("shop-1", url),)))

    def can(self) -> frozenset[Can]:
        return frozenset(Can)

    def start(self) -> Running:
        return self.running

    def stop(self) -> None:
        """Nothing was started."""

    def run_command(self, name: str) -> str:
        return self.commands[name]
