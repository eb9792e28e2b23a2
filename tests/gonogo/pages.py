"""A real server on loopback whose pages a test makes up, and that counts its requests."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.suites.loopback import Handler, Loopback

Said = tuple[int, str, dict[str, str]]
Answering = Callable[["Pages"], Said]


class Pages(Handler):
    """Answers by path; ``rest`` answers all other paths, with 404 where there is none."""

    pages: dict[str, Said | Answering]
    rest: Said | Answering | None
    counts: Counter[tuple[str, int]]
    began: float

    def respond(self) -> None:
        page = self.pages.get(self.path.partition("?")[0], self.rest)
        status, body, headers = (
            (404, "no such page", {}) if page is None else page(self) if callable(page) else page
        )
        self.counts[self.path, status] += 1
        content = body.encode()
        self.send_response(status)
        for name, value in ({"Content-Type": "text/plain; charset=utf-8"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(pages: dict[str, Said | Answering], rest: Said | Answering | None = None) -> Iterator[str]:
    """Serve until the end of the block; the base URL."""
    others = staticmethod(rest) if callable(rest) else rest  # what a class holds is bound to its instances
    with Loopback(Pages, pages=pages, rest=others, counts=Counter(), began=time.monotonic()) as server:
        yield server.url


def text(body: str, status: int = 200, **headers: str) -> Said:
    return status, body, {name.replace("_", "-"): value for name, value in headers.items()}


def page(body: str = "<html><body><a href='/x'>shop</a></body></html>") -> Said:
    return 200, body, {"Content-Type": "text/html; charset=utf-8"}


def document(body: Any, status: int = 200) -> Said:
    return status, json.dumps(body), {"Content-Type": "application/json"}


def uptime(pages: Pages) -> Said:
    return document({"uptime": time.monotonic() - pages.began, "name": "shop"})


def exposition(pages: Pages) -> Said:
    """Count requests as client libraries do, and state the build."""
    lines = ['shop_build_info{revision="abc",version="2.1.0"} 1', "process_start_time_seconds 1.7e9"]
    lines += ["# TYPE process_cpu_seconds_total counter", f"process_cpu_seconds_total {time.process_time()}"]
    lines += ["# TYPE shop_requests_total counter"]
    for (path, status), count in list(pages.counts.items()):  # other threads count meanwhile
        lines.append(f'shop_requests_total{{code="{status}",handler="{path}",verb="get"}} {count}')
    return text("\n".join(lines) + "\n", Content_Type="text/plain; version=0.0.4; charset=utf-8")
