"""What a real Prometheus makes of bodies: each is a target of one server, scraped every few seconds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import requests

from gonogo.instruments.ports import free_port
from gonogo.instruments.waits import NotYet, Wait
from selftests.containers import started

IMAGE = os.environ.get("GONOGO_PROMETHEUS_IMAGE", "gonogo/prometheus:dev")
_EVERY = "4s"  # with one second, and no more for an answer, a busy machine never gets through
_LATE = "deadline exceeded"  # on a busy machine; it says nothing of the page, which is asked for again
_OWN = "up|scrape_.*"  # series that the server writes of each scrape


@dataclass(frozen=True)
class Page:
    """One answer; an empty ``content_type`` is none at all."""

    content_type: str
    body: bytes


@dataclass(frozen=True)
class Taken:
    """What became of one target: its error, empty where it is up, and how many series were stored of it."""

    error: str
    stored: int


def scraped(pages: Mapping[str, Page], settings: Path, seconds: float) -> dict[str, Taken]:
    """Return what a Prometheus server took of each page; WaitTimeout where some was not scraped in time."""
    errors: dict[str, str] = {}
    with _served(pages) as address, _prometheus(address, pages, settings) as url:
        Wait("each page is scraped", seconds, 0.2).until(lambda: _all_read(url, pages, errors))
        stored = _stored(url)
    return {name: Taken(error, stored.get(name, 0)) for name, error in errors.items()}


@contextmanager
def _served(pages: Mapping[str, Page]) -> Iterator[str]:
    """Yield the address of a server on the loopback that has each page at its name.

    It does next to nothing for a request, since all pages are asked for within seconds.
    """
    answers = {f"/{name}".encode(): _answer(page) for name, page in pages.items()}

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(ConnectionError):  # whoever was too late asks again
                while asked := self.rfile.readline():
                    while self.rfile.readline().strip():
                        pass
                    self.wfile.write(answers[asked.split()[1]])

    with _Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Server(ThreadingTCPServer):
    request_queue_size = 512
    daemon_threads = True


def _answer(page: Page) -> bytes:
    stated = f"Content-Type: {page.content_type}\r\n" if page.content_type else ""
    return f"HTTP/1.1 200 OK\r\n{stated}Content-Length: {len(page.body)}\r\n\r\n".encode() + page.body


@contextmanager
def _prometheus(address: str, pages: Mapping[str, Page], settings: Path) -> Iterator[str]:
    """Yield the URL of a server on the host's network, where it reaches the pages."""
    settings.write_text(_configuration(address, pages))
    settings.chmod(0o644)  # the container's user is another one
    listens = f"127.0.0.1:{free_port()}"
    options = ("--network=host", f"--volume={settings}:/tmp/prometheus.yml:ro")
    command = ("prometheus", "--config.file=/tmp/prometheus.yml", f"--web.listen-address={listens}",
               "--storage.tsdb.path=/var/lib/prometheus")  # fmt: skip
    with started(IMAGE, *options, command=command):
        yield f"http://{listens}"


def _configuration(address: str, pages: Mapping[str, Page]) -> str:
    """Return one job whose targets differ by path; JSON is YAML as well."""
    targets = [
        {"targets": [address], "labels": {"__metrics_path__": f"/{name}", "page": name}} for name in pages
    ]
    job = {
        "job_name": "pages",
        "scrape_interval": _EVERY,
        "scrape_timeout": _EVERY,
        "static_configs": targets,
    }
    return json.dumps({"scrape_configs": [job]})


def _all_read(url: str, pages: Mapping[str, Page], errors: dict[str, str]) -> bool:
    """Note what was read by now; true one look later: what is read is stored after it is told."""
    if len(errors) == len(pages):
        return True
    for target in _asked(url, "targets", state="active")["activeTargets"]:
        if target["health"] != "unknown" and _LATE not in target["lastError"]:
            errors.setdefault(target["labels"]["page"], target["lastError"])
    raise NotYet(f"{len(errors)} of {len(pages)} scraped")


def _stored(url: str) -> dict[str, int]:
    counted = _asked(url, "query", query=f'count by (page) ({{page!="",__name__!~"{_OWN}"}})')["result"]
    return {one["metric"]["page"]: int(one["value"][1]) for one in counted}


def _asked(url: str, what: str, **query: str) -> dict[str, Any]:
    try:
        answer = requests.get(f"{url}/api/v1/{what}?{urlencode(query)}", timeout=5)
        data: dict[str, Any] = answer.json()["data"]
    except (requests.RequestException, KeyError) as not_yet:
        raise NotYet(str(not_yet)) from None
    return data
