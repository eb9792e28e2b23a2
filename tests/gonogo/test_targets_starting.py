"""Whose fault it is that a project does not come up."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import requests

from gonogo.targets.base import ReleaseDidNotStartError, TargetError
from gonogo.targets.starting import Startup

POLICY = {"RestartPolicy": {"Name": "no"}}
NAME = "gonogo-r1"


def container(service: str, status: str = "running", code: int = 0, **more: Any) -> Any:
    said = more.pop("said", "")
    state = {"Status": status, "ExitCode": code} | more.pop("state", {})
    attrs = {"State": state, "HostConfig": POLICY, "RestartCount": 0} | more
    labels = {"com.docker.compose.service": service}
    return SimpleNamespace(
        name=f"{NAME}-{service}-1", attrs=attrs, labels=labels, logs=lambda tail: said.encode()
    )


def startup(*found: Any, services: Any = None, root: str = "/nowhere") -> Startup:
    def containers(service: str | None = None) -> list[Any]:
        return [c for c in found if service in (None, c.labels["com.docker.compose.service"])]

    engine = SimpleNamespace(info=lambda: {"DockerRootDir": root})
    project: Any = SimpleNamespace(
        name=NAME, containers=containers, rendered={"services": services or {}}, engine=engine
    )
    return Startup(project, (), ("web",), 0.0)


def failed(made: Startup, said: str) -> Exception:
    return made._failed(said)


TAKEN = "Error response from daemon: Bind for 127.0.0.1:80 failed: port is already allocated"
SELF = {"web": {"ports": [{"published": "80"}], "deploy": {"replicas": 2}}}


def test_somebody_elses_port_is_no_fault_of_the_release() -> None:
    assert isinstance(failed(startup(), TAKEN), TargetError)


def test_a_port_that_the_files_publish_twice_is() -> None:
    wrong = failed(startup(services=SELF), TAKEN)
    assert isinstance(wrong, ReleaseDidNotStartError)
    assert str(wrong).startswith("the compose files publish one host port twice")


@pytest.mark.parametrize(
    "said", ["port is already allocated", "No space left on device", "permission denied"]
)
def test_a_release_that_writes_the_words_of_the_engine_has_failed_by_itself(said: str) -> None:
    wrong = failed(startup(container("web", "exited", 1, said=said)), f"container {NAME}-web-1 exited (1)")
    assert isinstance(wrong, ReleaseDidNotStartError)
    assert str(wrong).splitlines()[:3] == ["a container ended", "web-1: exited 1", f"  {said}"]


def test_a_disk_that_is_measured_to_be_full_is_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = SimpleNamespace(free=1024)
    monkeypatch.setattr("gonogo.targets.starting.shutil.disk_usage", lambda _path: usage)
    ended = container("web", "exited", 1, said="PANIC: could not write: No space left on device")
    wrong = failed(startup(ended), "container web exited (1)")
    assert isinstance(wrong, TargetError)
    assert str(wrong).startswith("the disk is full")


def test_a_container_that_was_killed_for_its_memory_is_the_releases() -> None:
    killed = container("web", "exited", 137, state={"OOMKilled": True})
    wrong = failed(startup(killed), "container web exited (137)")
    assert isinstance(wrong, ReleaseDidNotStartError)
    assert str(wrong).startswith("a container was killed for its memory")


def test_what_ended_is_told_at_once() -> None:
    with pytest.raises(ReleaseDidNotStartError, match="web-1: exited 3\n  boom"):
        startup(container("web", "exited", 3, said="boom"))._wait()


def test_a_release_that_ended_with_0_serves_no_more() -> None:
    with pytest.raises(ReleaseDidNotStartError, match="it has to go on serving"):
        startup(container("web", "exited", 0), container("migrate", "exited", 0))._wait()


def test_a_job_that_ended_with_0_is_done() -> None:
    startup(container("web"), container("migrate", "exited", 0))._wait()


def test_a_release_without_a_health_check_still_runs_or_has_failed() -> None:
    startup(container("web")).still_runs()
    with pytest.raises(ReleaseDidNotStartError, match="web-1: exited 1"):
        startup(container("web", "exited", 1)).still_runs()
    with pytest.raises(ReleaseDidNotStartError, match="started again 4 times"):
        startup(container("web", RestartCount=4)).still_runs()


def test_one_that_is_never_healthy_is_late_with_its_check() -> None:
    state = {"Health": {"Status": "unhealthy", "Log": [{"Output": "no luck"}]}}
    with pytest.raises(ReleaseDidNotStartError, match="web-1: unhealthy\n  its check: no luck"):
        startup(container("web", state=state))._wait()


def test_without_a_container_nothing_is_known_of_the_release() -> None:
    assert isinstance(startup()._late("docker compose up took longer than 90 s"), TargetError)


def test_an_engine_that_goes_away_is_no_fault_of_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_self: Startup) -> None:
        raise requests.ConnectionError("connection reset")

    monkeypatch.setattr(Startup, "_compose_up", gone)
    with pytest.raises(TargetError, match="the engine does not answer: connection reset; start"):
        startup().up()
