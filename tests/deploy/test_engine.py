"""Where no engine can be had, one sentence says so; nothing falls back in silence."""

from __future__ import annotations

import pytest

from deploy.setup.commands import Answer
from deploy.setup.engine import INSTEAD, Machine, Plan, State, judge, plan
from deploy.setup.steps import SetupError

ROOT_ON_DEBIAN = Machine(root=True, apt=True, systemd=False, dockerd=True, docker_host="")
SILENT = Answer(1, "", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(0, "20.10.24", ""), State.ANSWERS),
        (Answer(0, "", "errors pretty printing info"), State.SILENT),
        (SILENT, State.SILENT),
        (Answer(124, "", "docker: no answer within 20 s"), State.WEDGED),
        (Answer(127, "", "docker: not found"), State.NO_CLIENT),
        (Answer(1, "", "Got permission denied while trying to connect"), State.FORBIDDEN),
    ],
)
def test_the_answer_is_read(answer: Answer, state: State) -> None:
    assert judge(answer) is state


@pytest.mark.parametrize(
    ("networks", "state"),
    [
        (Answer(0, "", ""), State.ANSWERS),
        (Answer(1, "", "an error is an answer"), State.ANSWERS),
        (Answer(124, "", "docker: no answer within 20 s"), State.WEDGED),
    ],
)
def test_an_engine_is_well_when_its_networks_answer(networks: Answer, state: State) -> None:
    assert judge(Answer(0, "20.10.24", ""), networks) is state


def test_an_engine_of_ours_that_went_silent_is_started_anew() -> None:
    assert plan(State.WEDGED, ROOT_ON_DEBIAN._replace(ours=True)) == Plan(install=False, start=True, end=True)


@pytest.mark.parametrize(
    "machine",
    [
        ROOT_ON_DEBIAN,
        ROOT_ON_DEBIAN._replace(ours=True, root=False),
        ROOT_ON_DEBIAN._replace(ours=True, docker_host="tcp://engine:2376"),
    ],
)
def test_another_engine_that_went_silent_is_for_its_owner_to_restart(machine: Machine) -> None:
    with pytest.raises(SetupError, match=r"does not answer them: restart it\. .*TARGET=local"):
        plan(State.WEDGED, machine)


def test_an_engine_that_answers_is_left_alone() -> None:
    anybody = Machine(root=False, apt=False, systemd=False, dockerd=False, docker_host="")
    assert plan(State.ANSWERS, anybody) == Plan(install=False, start=False)


def test_root_starts_an_engine_that_is_installed() -> None:
    assert plan(State.SILENT, ROOT_ON_DEBIAN) == Plan(install=False, start=True)


@pytest.mark.parametrize("state", [State.NO_CLIENT, State.SILENT])
def test_root_on_debian_installs_what_is_missing(state: State) -> None:
    assert plan(state, ROOT_ON_DEBIAN._replace(dockerd=False)) == Plan(install=True, start=True)


@pytest.mark.parametrize(
    ("state", "machine", "reason"),
    [
        (State.SILENT, ROOT_ON_DEBIAN._replace(root=False), "only root"),
        (State.NO_CLIENT, ROOT_ON_DEBIAN._replace(root=False), "only root"),
        (State.FORBIDDEN, ROOT_ON_DEBIAN._replace(root=False), "join the group `docker`"),
        (State.NO_CLIENT, ROOT_ON_DEBIAN._replace(apt=False), "no apt-get"),
        (
            State.SILENT,
            ROOT_ON_DEBIAN._replace(docker_host="tcp://engine:2376"),
            "DOCKER_HOST=tcp://engine:2376",
        ),
    ],
)
def test_without_an_engine_one_sentence_says_what_to_do(state: State, machine: Machine, reason: str) -> None:
    with pytest.raises(SetupError, match=r"TARGET=local") as refused:
        plan(state, machine)
    assert reason in str(refused.value)
    assert str(refused.value).endswith(INSTEAD)
    assert "\n" not in str(refused.value)
