"""A stand-in for osv.dev on the loopback address, which answers from a database of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from gonogo.instruments.scanners.advisories import Advisory
from gonogo.instruments.scanners.locks import canonical

_LONGEST = 1_000_000


def answer(asked: dict[str, Any], known: Sequence[Advisory]) -> dict[str, Any]:
    """Answer one query (package and version) as osv.dev does: its records, or nothing at all."""
    name, version = canonical(str(asked["package"]["name"])), str(asked["version"])
    records = [_record(one) for one in known if one.package == name and _has(one, version)]
    return {"vulns": records} if records else {}


def _has(one: Advisory, version: str) -> bool:
    try:
        wanted = Version(version)
    except InvalidVersion:
        return False
    return any(SpecifierSet(spec).contains(wanted, prereleases=True) for spec in one.specifiers)


def _record(one: Advisory) -> dict[str, Any]:
    events = [{"introduced": "0"}, *({"fixed": version} for version in one.fixed)]
    return {
        "schema_version": "1.6.0",
        "id": one.id,
        "aliases": [one.other_name] if one.other_name else [],
        "affected": [
            {
                "package": {"name": one.package, "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
            }
        ],
    }


@contextmanager
def service(known: Sequence[Advisory]) -> Iterator[str]:
    """Serve the database; yields the URL of its query."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = min(int(self.headers.get("Content-Length", "0")), _LONGEST)
            body = json.dumps(answer(json.loads(self.rfile.read(length)), known)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True, name="stand-in for osv.dev").start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()
