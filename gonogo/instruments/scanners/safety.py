"""Run safety on a database of our own, without its service.

Without an answer from its service it ends with a traceback, exit status 1 and no report, whatever it was
asked; on an empty database it ends with 0. A stand-in answers for the service, and the report alone counts.
It gets a home of its own: with a key or a policy file of its user it would look elsewhere, or away.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from gonogo.instruments.errors import TargetError, need
from gonogo.instruments.scanners.advisories import Advisory
from gonogo.instruments.scanners.environment import environment

_SECONDS = 90.0
_LOOKED = {0, 64}  # nothing found, something found


def run_safety(
    packages: Sequence[tuple[str, str]], known: Sequence[Advisory], scratch: Path
) -> dict[str, Any]:
    """Return safety's report on the packages; TargetError where it did not look."""
    need("scan")
    listed, report = scratch / "requirements.txt", scratch / "report.json"
    listed.write_text("".join(f"{name}=={version}\n" for name, version in packages), encoding="utf-8")
    _write_database(known, scratch)
    command = [sys.executable, "-W", "ignore", "-m", "safety", "--disable-optional-telemetry", "check"]
    command += ["--db", str(scratch), "--file", str(listed), "--save-json", str(report)]
    with _service() as url:
        done = subprocess.run(
            command, env=environment(HOME=str(scratch), SAFETY_AUTH_SERVER_URL=url), cwd=scratch,
            capture_output=True, text=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    if done.returncode not in _LOOKED or not report.is_file():
        said = (done.stderr or done.stdout).strip()[-500:]
        raise TargetError(f"safety did not look (exit {done.returncode}): {said}")
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def _write_database(known: Sequence[Advisory], folder: Path) -> None:
    """Write safety's two files: versions by package, and what is known of each."""
    meta = {"schema_version": "2.0.0", "timestamp": 0, "packages": {}}
    short: dict[str, list[str]] = {}
    full: dict[str, list[dict[str, Any]]] = {}
    for one in known:
        short.setdefault(one.package, []).extend(one.specifiers)
        full.setdefault(one.package, []).append(_entry(one))
    for name, vulnerable in (("insecure.json", short), ("insecure_full.json", full)):
        text = json.dumps({"meta": meta, "vulnerable_packages": vulnerable})
        (folder / name).write_text(text, encoding="utf-8")


def _entry(one: Advisory) -> dict[str, Any]:
    ids = [{"type": "pyup", "id": one.id}]
    ids += [{"type": "cve", "id": one.other_name}] if one.other_name else []
    told = {"advisory": one.id, "more_info_path": "", "affected_versions": [], "vulnerable_versions": []}
    return {"specs": list(one.specifiers), "ids": ids, "fixed_versions": list(one.fixed), **told}


@contextmanager
def _service() -> Iterator[str]:
    """Answer the two questions that safety asks before it does anything: where the keys are, and which."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    threading.Thread(target=server.serve_forever, daemon=True, name="stand-in for safety's service").start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Name a set of keys, which is empty."""
        host = self.headers.get("Host", "")
        body = json.dumps({"jwks_uri": f"http://{host}/keys", "keys": []}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
