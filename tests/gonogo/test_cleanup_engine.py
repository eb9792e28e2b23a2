"""What is listed and removed, seen by a stand-in for the docker command."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.cleanup import engine
from gonogo.cleanup.__main__ import main
from gonogo.cleanup.sweep import sweep_dead, sweep_run
from tests.fixtures.runs import dead_run

DOCKER = """
echo "$*" >> "$STATE/calls"
env | grep ^GONOGO_RUN= >> "$STATE/leaked"
case "$1 $2" in
  "ps --all") cat "$STATE/containers" ;;
  "network ls") cat "$STATE/networks" ;;
  "volume ls") cat "$STATE/volumes" ;;
  "image ls") cat "$STATE/images" ;;
  "rm --force") [ -e "$STATE/stuck" ] && { echo "device is busy" >&2; exit 1; } || : > "$STATE/containers" ;;
  "network rm") : > "$STATE/networks" ;;
  "volume rm") : > "$STATE/volumes" ;;
  "image rm") : > "$STATE/images" ;;
esac
"""
STAND_IN = Path(__file__).parent / "stand_in"  # nothing may be executed in some folders for temporary files


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the stand-in's containers, networks and volumes, all empty."""
    (tmp_path / "docker").write_text(DOCKER)
    for name in ("containers", "networks", "volumes", "images", "calls", "leaked"):
        (tmp_path / name).touch()
    monkeypatch.setenv("PATH", f"{STAND_IN}:{os.environ['PATH']}")
    monkeypatch.setenv("STATE", str(tmp_path))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "docker.sock"))
        listener.listen(64)
        yield tmp_path


@pytest.fixture
def run_id(state: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dead run with a container, a network and a volume beside those of others."""
    run_id = dead_run()
    foreign = "d2\tdevelopment\t\tgonogo\n"
    (state / "containers").write_text(f"c1\tapp-1\t\tgonogo-{run_id}\nc9\tweb\t\tgonogo-dev\n{foreign}")
    (state / "networks").write_text(f"n1\tedge\t{run_id}\t\n{foreign}")
    (state / "volumes").write_text(f"v1\tv1\t\tgonogo-{run_id}\n")
    monkeypatch.setenv("GONOGO_RUN", run_id)
    return run_id


def test_a_sweep_removes_by_id_what_the_run_labelled_and_nothing_else(state: Path, run_id: str) -> None:
    swept = sweep_run(run_id)
    assert (swept.containers, swept.networks, swept.volumes) == (("app-1",), ("edge",), ("v1",))
    assert (swept.remaining, swept.problem) == ((), "")
    removals = [line for line in _calls(state) if "rm" in line.split()[:2]]
    assert removals == ["rm --force --volumes c1", "network rm n1", "volume rm --force v1"]


def test_an_image_that_was_built_to_compare_with_goes_by_its_name_alone(state: Path, run_id: str) -> None:
    listed = (f"gonogo-{run_id}-baseline", "gonogo-r9-1-00000000-abcd-baseline", "gonogo-red-baseline")
    rows = [f"{name}:web\t{name}:web\t\t{name}\n" for name in listed]
    (state / "images").write_text("".join(rows))
    swept = sweep_run(run_id)
    assert (swept.images, swept.remaining) == ((f"gonogo-{run_id}-baseline:web",), ())
    assert [line for line in _calls(state) if line.startswith("image rm")] == [
        f"image rm gonogo-{run_id}-baseline:web"
    ]
    asked = [line.split() for line in _calls(state) if line.startswith("image ls")]
    assert {words[3] for words in asked} == {"reference=gonogo-r*-baseline"}


def test_the_docker_command_is_no_process_of_the_run(state: Path, run_id: str) -> None:
    sweep_run(run_id)
    assert (state / "leaked").read_text() == ""


def test_what_withstands_is_named_with_the_reason(state: Path, run_id: str) -> None:
    (state / "stuck").touch()
    swept = sweep_run(run_id)
    assert swept.remaining == ("container app-1",)
    assert "device is busy" in swept.problem
    assert swept.networks == ("edge",)


def test_an_engine_that_fails_is_a_problem_and_no_exception(state: Path, run_id: str) -> None:
    (state / "docker").write_text("echo no space left >&2; exit 1\n")
    assert "no space left; does `docker ps` work?" in sweep_run(run_id).problem
    assert [(swept.run_id, "no space" in swept.problem) for swept in sweep_dead()][-1] == ("unknown", True)


def test_an_engine_that_hangs_is_given_up(state: Path, run_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (state / "docker").write_text("exec sleep 60\n")
    monkeypatch.setattr(engine, "LIST_SECONDS", 0.05)
    swept = sweep_run(run_id)
    assert "did not end within 0.05 s; restart the engine" in swept.problem
    assert swept.seconds < 1


def test_down_says_in_sentences_what_it_removed(run_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["down"]) == 0
    said = capsys.readouterr().out
    assert f"Run {run_id}: removed 1 container (app-1), 1 network (edge), 1 volume (v1) in 0." in said


def test_down_fails_with_the_names_of_what_remains(
    state: Path, run_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (state / "stuck").touch()
    assert main(["down"]) == 1
    assert f"Run {run_id}: still there: container app-1." in capsys.readouterr().out


def test_down_leaves_runs_of_other_machines_alone_and_says_so(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (state / "containers").write_text("c1\tapp-1\tr1-1-00000000-abcd\t\n")
    assert main(["down"]) == 0
    assert "Run r1-1-00000000-abcd is of another machine" in capsys.readouterr().out
    assert not any(line.startswith("rm ") for line in _calls(state))


def test_without_an_engine_no_docker_command_is_started(
    state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{state}/absent.sock")
    assert main(["down"]) == 0
    assert _calls(state) == []
    assert "No container engine answers here, so only processes were looked at." in capsys.readouterr().out


def _calls(state: Path) -> list[str]:
    return (state / "calls").read_text().splitlines()


@pytest.mark.parametrize(
    ("said", "seconds"), [("3", 3.0), ("0.5", 0.5), ("", 15.0), ("0", 15.0), ("x", 15.0)]
)
def test_the_engine_has_as_long_to_list_as_somebody_says(
    monkeypatch: pytest.MonkeyPatch, said: str, seconds: float
) -> None:
    monkeypatch.setenv(engine.SETTING, said)
    given: list[float] = []

    def finish(_: object, seconds: float) -> str:
        given.append(seconds)
        return ""

    monkeypatch.setattr(engine, "available", lambda: True)
    monkeypatch.setattr(engine, "_finish", finish)
    assert engine.resources() == []
    assert set(given) == {seconds}
