"""A run's id tells whether its controller lives."""

import os
import re
import subprocess

import pytest

from gonogo import run_id as identity
from gonogo.run_id import is_alive, new_run_id, run_of


def test_a_run_of_this_process_is_alive_and_its_id_fits_a_compose_project() -> None:
    run_id = new_run_id()
    assert is_alive(run_id) is True
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", f"gonogo-{run_id}")
    assert run_id.startswith(f"r{os.getpid()}-")


def test_two_runs_of_one_process_differ() -> None:
    assert new_run_id() != new_run_id()


def test_a_run_whose_process_ended_is_dead() -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    assert is_alive(f"r{ended.pid}-123-{identity.machine()}-abcd") is False


def test_a_controller_that_only_waits_to_be_reaped_is_dead() -> None:
    zombie = subprocess.Popen(["true"], stdout=subprocess.PIPE)
    assert zombie.stdout is not None
    assert zombie.stdout.read() == b""
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    assert identity._start_time(zombie.pid) is None
    zombie.communicate()


def test_a_process_that_took_over_the_id_of_a_controller_is_not_the_controller() -> None:
    assert is_alive(f"r{os.getpid()}-1-{identity.machine()}-abcd") is False


@pytest.mark.parametrize("run_id", ["r1-1-00000000-abcd", "dev", "", "r1-1-xyz", "r1-1-00000000-abcd-app-1"])
def test_of_other_machines_and_foreign_names_nothing_is_known(run_id: str) -> None:
    assert is_alive(run_id) is None


@pytest.mark.parametrize(
    ("label", "project", "expected"),
    [
        ("r1-1-00000000-abcd", "", "r1-1-00000000-abcd"),
        ("", "gonogo-r1-1-00000000-abcd", "r1-1-00000000-abcd"),
        ("", "gonogo-r1-1-00000000-abcd-second", "r1-1-00000000-abcd"),
        ("", "gonogo-r1-1-00000000-abcd-app-1", None),
        ("", "r1-1-00000000-abcd", None),
        ("", "gonogo", None),
        ("", "gonogo-dev", None),
        ("mine", "gonogo-staging", None),
        ("", "", None),
    ],
)
def test_only_what_a_run_labelled_belongs_to_a_run(label: str, project: str, expected: str | None) -> None:
    assert run_of(label, project) == expected
