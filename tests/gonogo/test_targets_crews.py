"""What a container runs several of, as its engine says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError

from gonogo.targets.crews import cpus, crew_of
from gonogo.targets.states import CrewState

SPAWNED = "python -c from multiprocessing.spawn import spawn_main; spawn_main(pipe_handle={})"
ROWS = [
    ["710", "690", "/sbin/tini -- python -m shop"],
    ["742", "710", "python -m shop"],
    ["743", "742", "python -c from multiprocessing.resource_tracker import main; main(5)"],
    ["744", "742", SPAWNED.format(7)],
    ["745", "742", SPAWNED.format(11)],
    ["746", "744", "convert a"],
    ["951", "690", "sh -c check"],  # a health check, entered from outside
    ["952", "951", "curl a"],
    ["953", "951", "curl b"],
    ["954", "951", "curl a"],
]


def container(rows: Any, stats: dict[str, Any] | None = None, **host: Any) -> Any:
    def top(ps_args: str) -> dict[str, Any]:
        assert ps_args == "-o pid,ppid,args"
        if rows is None:
            raise APIError("no", response=SimpleNamespace(status_code=500))
        return {"Processes": rows}

    return SimpleNamespace(
        attrs={"HostConfig": host, "State": {"Pid": 710}}, top=top, stats=lambda **_: stats or {}
    )


def test_siblings_that_differ_in_numbers_are_counted() -> None:
    stats = {"memory_stats": {"stats": {"anon": 100, "shmem": 5, "file": 900}}}
    seen = crew_of("web-1", container(ROWS, stats, NanoCpus=1_500_000_000, Memory=1000))
    command = SPAWNED.format("#")[:80]
    assert seen == CrewState("web-1", command, 2, 1.5, 105, 1000)


def test_one_process_is_one() -> None:
    seen = crew_of("web-1", container(ROWS[:1]))
    assert seen == CrewState("web-1", ROWS[0][2], 1, None, None, None)


@pytest.mark.parametrize("rows", [None, [], ROWS[6:]], ids=["without ps", "restarting", "others"])
def test_what_nobody_can_see_is_not_counted(rows: Any) -> None:
    assert crew_of("web-1", container(rows)).processes is None


@pytest.mark.parametrize(
    ("host", "processors"),
    [
        ({"CpuQuota": 50_000, "CpuPeriod": 200_000}, 0.25),
        ({"CpuQuota": 200_000, "CpuPeriod": 0}, 2.0),
        ({"CpuQuota": -1}, None),
        ({}, None),
    ],
)
def test_a_quota_has_two_spellings(host: dict[str, int], processors: float | None) -> None:
    assert cpus(host) == processors


@pytest.mark.parametrize(
    ("host", "processors"),
    [
        ({"CpusetCpus": "1"}, 1.0),
        ({"CpusetCpus": "0-1"}, 2.0),
        ({"CpusetCpus": "0,2-3"}, 3.0),
        ({"CpusetCpus": "0-1,1"}, 2.0),
        ({"CpusetCpus": "0-1", "NanoCpus": 500_000_000}, 0.5),
        ({"CpusetCpus": "3", "CpuQuota": 400_000}, 1.0),
        ({"CpusetCpus": "0-3"}, None),
        ({"CpusetCpus": "0-3", "NanoCpus": 1_500_000_000}, 1.5),
        ({"CpusetCpus": ""}, None),
    ],
)
def test_fewer_processors_than_there_are_limit_as_well(
    host: dict[str, Any], processors: float | None
) -> None:
    assert cpus(host, 4) == processors


def test_where_nobody_knows_the_machine_a_list_of_processors_is_a_limit() -> None:
    assert cpus({"CpusetCpus": "0-3"}) == 4.0
    assert crew_of("web-1", container(ROWS, CpusetCpus="0-3")).cpus == 4.0
    assert crew_of("web-1", container(ROWS, CpusetCpus="0-3"), 4).cpus is None
    assert crew_of("web-1", container(ROWS, CpusetCpus="0-3"), 8).cpus == 4.0
