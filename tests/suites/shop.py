"""A shop on loopback that counts its requests, and a target that leads to it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from fixtures.targets.base import Replica, Running, Target
from suites.core.contract import Contract
from suites.core.observation import Can

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Shop(BaseHTTPRequestHandler):
    """Answers `/things` with 200 and anything else with 404; `/stats` tells how often."""

    counts: ClassVar[Counter[tuple[str, str, int]]]
    lock: ClassVar[threading.Lock]
    weight: ClassVar[int]

    def do_GET(self) -> None:
        if self.path == "/stats":
            self._answer(200, self._exposition(), CONTENT_TYPE)
            return
        route, status = ("/things", 200) if self.path.startswith("/things") else ("none", 404)
        with self.lock:
            self.counts[self.command, route, status] += self.weight
        self._answer(status, f"{self.command} {route}", "text/plain")

    do_OPTIONS = do_POST = do_GET  # noqa: N815 - http.server calls them so

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, body: str, content_type: str) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def _exposition(self) -> str:
        with self.lock:
            lines = [
                f'shop_requests_total{{verb="{verb}",path="{route}",code="{status}"}} {n}\n'
                for (verb, route, status), n in self.counts.items()
            ]
        started = "process_start_time_seconds 1000\n"
        return started + "# TYPE shop_requests_total counter\n" + "".join(lines)


@contextmanager
def shop(weight: int = 1) -> Iterator[str]:
    """Open a shop that adds `weight` to its counter for each request; yield its address."""
    own = {"counts": Counter(), "lock": threading.Lock(), "weight": weight}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("OneShop", (Shop,), own)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


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
