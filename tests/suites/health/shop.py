"""A small service in this process, with a store and a memory that can be taken away."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self

from fixtures.targets.base import Replica


class Shop:
    """Answers /alive, /ready, /state and /things; a target as far as the health experiments ask for one."""

    restarts_in_outage = False

    def __init__(self) -> None:
        self.away: set[str] = set()
        self.calls: list[str] = []
        self.asked: list[str] = []
        self.instance = "one"
        handler = type("Handler", (_Handler,), {"shop": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.entry = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.replicas: tuple[Replica, ...] = (Replica("a", self.entry),)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

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


class _Handler(BaseHTTPRequestHandler):
    shop: ClassVar[Shop]

    def do_GET(self) -> None:
        status, content = self.shop.answer(self.path)
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/health+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""
