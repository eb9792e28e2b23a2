"""Whether there is an engine is decided where the docker command would look, and at once."""

import json
import socket
import time
from pathlib import Path

import pytest

from gonogo.cleanup import endpoint
from gonogo.cleanup.endpoint import answers, is_here


def test_a_socket_that_is_missing_or_that_nobody_serves_is_no_engine(tmp_path: Path) -> None:
    path = tmp_path / "docker.sock"
    assert answers({"DOCKER_HOST": f"unix://{path}"}) is False
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        assert answers({"DOCKER_HOST": f"unix://{path}"}) is True
    assert answers({"DOCKER_HOST": f"unix://{path}"}) is False


def test_a_tcp_engine_has_to_accept() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        assert answers({"DOCKER_HOST": host}) is True
    started = time.monotonic()
    assert answers({"DOCKER_HOST": host}) is False
    assert time.monotonic() - started < 0.5


def test_what_only_docker_can_reach_is_believed(tmp_path: Path) -> None:
    assert answers({"DOCKER_HOST": "ssh://engine.example"}) is True
    assert answers({"DOCKER_CONTEXT": "remote", "HOME": str(tmp_path)}) is True
    (tmp_path / "config.json").write_text(json.dumps({"currentContext": "remote"}))
    assert answers({"DOCKER_CONFIG": str(tmp_path)}) is True


@pytest.mark.parametrize("configuration", [None, "{broken", "{}", '{"currentContext": "default"}'])
def test_without_a_choice_it_is_the_default_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configuration: str | None
) -> None:
    monkeypatch.setattr(endpoint, "DEFAULT", f"unix://{tmp_path}/absent.sock")
    if configuration is not None:
        (tmp_path / "config.json").write_text(configuration)
    assert answers({"DOCKER_CONFIG": str(tmp_path)}) is False


@pytest.mark.parametrize(
    ("environment", "here"),
    [
        ({}, True),
        ({"DOCKER_HOST": "unix:///run/user/1000/docker.sock"}, True),
        ({"DOCKER_HOST": "tcp://127.0.0.1:2375"}, False),
        ({"DOCKER_HOST": "ssh://engine.example"}, False),
        ({"DOCKER_CONTEXT": "remote"}, False),
    ],
)
def test_its_containers_run_here_where_its_address_says_so(
    tmp_path: Path, environment: dict[str, str], here: bool
) -> None:
    assert is_here({"HOME": str(tmp_path)} | environment) is here
