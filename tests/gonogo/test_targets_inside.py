"""What the engine says of the processes of a container."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError

from gonogo.targets.inside import running_in

ROWS = [
    ["710", "690", "gunicorn"],
    ["742", "710", "gunicorn"],
    ["743", "742", "Web Content"],
    ["951", "690", "wget"],  # a health check, entered from outside
]


def container(top: Any) -> Any:
    return SimpleNamespace(name="web-1", attrs={"State": {"Pid": 710}}, top=top)


def test_it_is_the_tree_of_process_1() -> None:
    asked = []

    def top(ps_args: str) -> dict[str, Any]:
        asked.append(ps_args)
        return {"Titles": ["PID", "PPID", "COMMAND"], "Processes": ROWS}

    found = list(running_in(container(top)))
    assert [one.pid for one in found] == [710, 742, 743]
    assert str(found[1]) == "process 742 (gunicorn in web-1)"
    assert asked == ["-o pid,ppid,comm"]


@pytest.mark.parametrize(("status", "pids"), [(409, []), (500, [710])], ids=["restarting", "without ps"])
def test_one_that_does_not_run_has_none_and_one_that_nobody_can_look_into_is_one(
    status: int, pids: list[int]
) -> None:
    def top(ps_args: str) -> None:
        raise APIError("no", response=SimpleNamespace(status_code=status))

    assert [one.pid for one in running_in(container(top))] == pids
