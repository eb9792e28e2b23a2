"""Ports and folders that each process of a local release is given, and where they are asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.core.observation import Can
from gonogo.core.secrets import Secrets
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.options import Options
from gonogo.targets.base import Running
from gonogo.targets.context import Context
from gonogo.targets.local import Local
from gonogo.targets.local_given import Given, fixed_ports
from tests.judging import contract

_TWO_PORTS = """
import http.server, json, os, sys, threading
class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"pid": os.getpid(), "path": self.path}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
managed = http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["MANAGEMENT"])), Answers)
threading.Thread(target=managed.serve_forever, daemon=True).start()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answers).serve_forever()
"""


def _local(folder: Path, management: str, replicas: int = 1) -> Local:
    command = ["{python}", "-c", _TWO_PORTS, "{port}"]
    local = {"command": command, "environment": {"MANAGEMENT": management}, "replicas": replicas}
    made = contract(
        deployment={"local": local, "ready": ":9102/ready", "start_seconds": 10},
        health={"readiness": {"path": ":9102/ready"}},
    )
    options = Options("local", folder / "gonogo.yaml", (), None, (), False, folder)
    return Local(Context("run", folder, options, made, Secrets()))


def test_one_number_is_one_port_of_a_process_and_another_of_the_next(tmp_path: Path) -> None:
    first, second = Given(tmp_path), Given(tmp_path)
    words = first.fill("{port:9102} {port:9102} {port:7} {port} {python}").split()
    assert words[0] == words[1]
    assert len({*words[:4], second.fill("{port:9102}")}) == 4
    assert words[4] == sys.executable
    assert dict(first.urls()) == {9102: f"http://127.0.0.1:{words[0]}", 7: f"http://127.0.0.1:{words[2]}"}


def test_a_port_without_a_place_of_its_own_is_named() -> None:
    paths = [":9102/metrics", ":8081/ready", "/plain", "http://a:9/x", ":9000"]
    assert fixed_ports(paths, ["serve", "--admin={port:8081}"]) == [9000, 9102]


def test_each_process_is_asked_at_its_own_management_port(tmp_path: Path) -> None:
    target = _local(tmp_path, "{port:9102}", replicas=2)
    target.check()
    target.attach(target.start())
    try:
        beside = target.start_replica()
        asked = [*target.replicas, beside]
        told = [json.loads(probe(below(one.url, ":9102/ready")).body)["pid"] for one in asked[:2]]
        assert [str(pid) for pid in told] == list((target.running.details or {}).values())
        assert len({below(one.url, ":9102/ready") for one in asked}) == 3
        target.stop_replica(beside, 5.0)
    finally:
        target.stop()


def test_one_port_for_several_processes_is_said_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"port 9102 for every process.*put \{port:9102\}"):
        _local(tmp_path, "9102", replicas=2).check()
    _local(tmp_path, "9102").check()


def test_one_more_process_is_not_possible_where_its_health_would_be_asked_of_another(tmp_path: Path) -> None:
    assert Can.START_REPLICA in _local(tmp_path, "{port:9102}").can()
    assert Can.START_REPLICA not in _local(tmp_path, "9102").can()


def test_a_process_that_has_ended_by_itself_is_named(tmp_path: Path) -> None:
    target = _local(tmp_path, "{port}")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        target.attach(Running("http://127.0.0.1:1", (), {"shop-1": str(child.pid)}))
        assert target.gone() == ""
        child.communicate(b"\n")
        assert target.gone() == "shop-1 has ended by itself"


@pytest.mark.parametrize("word", ["no-such-program", "/etc/passwd", "./nowhere"])
def test_a_command_without_a_program_is_refused_by_its_key(tmp_path: Path, word: str) -> None:
    made = contract(deployment={"local": {"command": [word]}})
    options = Options("local", tmp_path / "gonogo.yaml", (), None, (), False, tmp_path)
    with pytest.raises(ValueError, match=r"^deployment\.local\.command: "):
        Local(Context("run", tmp_path, options, made, Secrets())).check()
