"""What the engine says of a container."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError

from gonogo.targets.base import TargetError
from gonogo.targets.project import Project, execute, health, process_of, published_url


def raises(error: Exception) -> Callable[..., None]:
    def ask(*_words: object) -> None:
        raise error

    return ask


def container(**more: Any) -> Any:
    return SimpleNamespace(name="shop-1", **more)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"Status": "running", "Health": {"Status": "starting"}}, "starting"),
        ({"Status": "running"}, "running"),
        ({"Status": "exited", "ExitCode": 3, "Health": {"Status": "unhealthy"}}, "exited 3"),
    ],
)
def test_health_is_the_engines_word(state: dict[str, Any], said: str) -> None:
    assert health(container(attrs={"State": state})) == said


def test_a_port_that_is_not_published_is_named() -> None:
    ports = {"80/tcp": [{"HostPort": "49153"}]}
    told = container(attrs={"NetworkSettings": {"Ports": ports}})
    assert published_url(told, 80) == "http://127.0.0.1:49153"
    with pytest.raises(TargetError, match="publishes no port 81"):
        published_url(told, 81)


def test_process_1_of_a_container_that_is_being_restarted_says_nothing() -> None:
    assert process_of(SimpleNamespace(exec_run=raises(APIError("is restarting, wait")))) == ""
    assert process_of(SimpleNamespace(exec_run=lambda _words: (127, b"no such file"))) == ""
    assert process_of(SimpleNamespace(exec_run=lambda _words: (0, b"Uid:\t910\n"))) == "Uid:\t910\n"


@pytest.mark.parametrize(("lost", "said"), [(0, "Uid:\t910\n"), (2, "Uid:\t910\n"), (3, "")])
def test_what_the_engine_lost_of_a_quick_command_is_asked_for_again(lost: int, said: str) -> None:
    answers = iter([*[(0, b"")] * lost, (0, b"Uid:\t910\n")])
    assert process_of(SimpleNamespace(exec_run=lambda _words: next(answers))) == said


def test_a_rendering_is_read_with_its_dollars_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Project, "compose", lambda *_words: '{"services": {"web": {"environment": {"KEY": "a$$b"}}}}'
    )
    assert Project("p", (), {}).rendered["services"]["web"]["environment"] == {"KEY": "a$b"}


class Printer:
    """A container whose command prints to both streams."""

    def __init__(self, status: int) -> None:
        self.status = status

    def exec_run(self, command: list[str], *, demux: bool) -> tuple[int, tuple[bytes | None, bytes | None]]:
        assert (command, demux) == (["list"], True)
        return self.status, (b"[]\n", b"WARNING: no cache\n")


@pytest.mark.parametrize(("status", "said"), [(0, "[]\n"), (1, "[]\nWARNING: no cache\n")])
def test_a_warning_is_no_part_of_an_answer(status: int, said: str) -> None:
    assert execute(Printer(status), ["list"]) == (status, said)
