"""A server of the park is up for a block, and nothing of it is left; real processes, nothing installed."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.instruments.probe.ask import probe
from park import children, installing, place, running
from park.server import Origin, Server, Twin
from park.servers import SERVERS

SHOP = f"""#!{sys.executable}
import http.server, pathlib, sys
port, work = sys.argv[1:]
pathlib.Path(work, "seen").write_text(pathlib.Path(work, "shop.conf").read_text())
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), http.server.SimpleHTTPRequestHandler)
server.serve_forever()
"""
TWIN = Twin("nothing", lambda: lambda answer: answer, "health/liveness-answers")
SERVER = Server("shop", Origin.PYPI, ("shop", "{port}", "{work}"), TWIN, ready="/seen")
FACTS = {"port": "8080", "second": "8081", "third": "8082", "work": "/scratch/shop-1"}


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "VENV", tmp_path / "venv")
    monkeypatch.setattr(place, "HERE", tmp_path)
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "shop").write_text(SHOP)
    (tmp_path / "venv" / "bin" / "shop").chmod(0o755)
    (tmp_path / "files" / "shop").mkdir(parents=True)
    (tmp_path / "files" / "shop" / "shop.conf").write_text("at ${work}, not $host or ${other}\n")


def test_a_server_is_up_with_its_files_and_gone_afterwards() -> None:
    with running.started(replace(SERVER, managed=("http://127.0.0.1:{second}",))) as up:
        url, (managed,) = up.url, up.managed
        assert managed.rpartition(":")[2].isdecimal()
        seen = probe(f"{url}/seen").text
        work = Path(seen.split()[1].rstrip(","))
        assert seen == f"at {work}, not $host or ${{other}}\n"
        assert work.is_dir()
    assert probe(url).error == "refused"
    assert not work.exists()


def test_one_that_ends_says_so_at_once() -> None:
    with (
        pytest.raises(RuntimeError, match="it ended with 1 before it answered"),
        running.started(replace(SERVER, command=("shop", "no port", "{work}"))),
    ):
        pass


@pytest.mark.parametrize("server", SERVERS, ids=[server.name for server in SERVERS])
def test_no_placeholder_is_left_and_all_listen_on_loopback(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "image", lambda: "gonogo/park:1")
    words = running.argv(server, FACTS)
    assert [word for word in words if "{" in word] == []
    folder = Path(__file__).parents[2] / "park" / "files" / server.name
    said = " ".join([*words, *(path.read_text() for path in folder.rglob("*") if path.is_file())])
    assert "127.0.0.1" in said
    assert "0.0.0.0" not in said  # noqa: S104 - that is what is looked for


def test_a_container_may_do_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "image", lambda: "gonogo/park:1")
    words = " ".join(running.argv(replace(SERVER, origin=Origin.DEBIAN), FACTS))
    assert words.startswith("docker run --rm --name shop-1 --label gonogo.run=")
    assert "--cap-drop ALL --read-only" in words
    assert "--user 0:" not in words
    assert words.endswith("gonogo/park:1 shop 8080 /scratch/shop-1")


def test_what_cannot_be_had_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(place, "OUT", tmp_path / "out")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(installing, "available", lambda: False)
    reasons = {
        Origin.NPM: "there is no npm on this machine: install it, then try again",
        Origin.DEBIAN: "there is no container engine",
    }
    assert installing.lacking(reasons) == reasons


def test_a_child_knows_nothing_of_the_run_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONOGO_RUN", "r1-2-3")
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "this")
    assert not {"GONOGO_RUN", "PYTEST_CURRENT_TEST"} & children.clean().keys()
    assert children.clean()["PATH"] == os.environ["PATH"]


def test_one_that_is_late_is_ended(tmp_path: Path) -> None:
    waits = [sys.executable, "-c", "import signal; signal.pause()"]
    assert children.run(waits, tmp_path / "log", 0.2) is None
