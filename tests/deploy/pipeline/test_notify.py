from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from deploy.pipeline.notify import ADDRESS, NotTakenError, main, post

SECRET = "hush-hush-1"


class Hook(HTTPServer):
    """Takes what is posted, and answers with a status of its choice."""

    status = 204
    location = ""
    taken: list[tuple[str, str, Any]]


class Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Location", self.server.location)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    server = Hook(("127.0.0.1", 0), Handler)
    server.taken = []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv(ADDRESS, address(server))
    yield server
    server.shutdown()
    server.server_close()


def address(server: Hook) -> str:
    return f"http://127.0.0.1:{server.server_port}/{SECRET}"


def ended(folder: Path, verdict: object, run: str = "r2") -> int:
    (folder / "verdict.json").write_text(json.dumps({"service": "shop", "run": run, "verdict": verdict}))
    told = ["--told", str(folder / "told.json"), "--verdict", str(folder / "verdict.json")]
    return main([*told, "--page", "https://ci.example.com/7"])


def told(folder: Path) -> str:
    return str(json.loads((folder / "told.json").read_text())["verdict"])


def test_a_verdict_that_changes_is_told_once(tmp_path: Path, hook: Hook) -> None:
    assert [ended(tmp_path, verdict) for verdict in ("GO", "GO", "NO-GO", "NO-GO")] == [0] * 4
    document = {"service": "shop", "run": "r2", "before": "GO", "now": "NO-GO"}
    expected = (f"/{SECRET}", "application/json", document | {"page": "https://ci.example.com/7"})
    assert hook.taken == [expected]
    assert told(tmp_path) == "NO-GO"


@pytest.mark.parametrize("verdict", [None, "YES", 7])
def test_a_verdict_that_nobody_can_read_is_a_hold(tmp_path: Path, hook: Hook, verdict: object) -> None:
    ended(tmp_path, "GO")
    ended(tmp_path, verdict)
    assert [document["now"] for _, _, document in hook.taken] == ["HOLD"]


def test_no_verdict_at_all_is_a_hold(tmp_path: Path, hook: Hook) -> None:
    ended(tmp_path, "GO")
    assert main(["--told", str(tmp_path / "told.json"), "--verdict", str(tmp_path / "none.json")]) == 0
    assert [document["now"] for _, _, document in hook.taken] == ["HOLD"]


@pytest.mark.parametrize("status", [302, 307, 404, 500])
def test_what_is_not_taken_is_said_and_told_the_next_time(
    tmp_path: Path, hook: Hook, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    hook.location = address(hook)
    ended(tmp_path, "GO")
    hook.status = status
    assert ended(tmp_path, "HOLD") == 0
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"notify: not told that GO became HOLD: it answered {status}"
    )
    hook.status = 200
    ended(tmp_path, "HOLD")
    assert [document["now"] for _, _, document in hook.taken] == ["HOLD", "HOLD"]


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1:1/{}",
        "ftp://127.0.0.1/{}",
        "{}",
        "http://127.0.0.1:port/{}",
        "http://[::1/{}",
        "http://127.0.0.1:1/{} \n",
    ],
)
def test_no_word_of_the_address_is_printed(
    tmp_path: Path, where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, where.format(SECRET))
    ended(tmp_path, "GO")
    assert ended(tmp_path, "NO-GO") == 0
    said = "".join(capsys.readouterr())
    assert "not told that GO became NO-GO: " in said
    assert SECRET not in said
    assert told(tmp_path) == "GO"


def test_without_an_address_the_change_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    ended(tmp_path, "GO")
    ended(tmp_path, "NO-GO")
    assert f"GO became NO-GO, and {ADDRESS} names nobody to tell" in capsys.readouterr().err


def test_a_webhook_that_says_nothing_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotTakenError, match="Timeout"):
        post(f"http://127.0.0.1:{silent.getsockname()[1]}/", {}, seconds=0.05)


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "told.json").mkdir()
    assert ended(tmp_path, "GO") == 0
    assert "it is told again the next time" in capsys.readouterr().err
