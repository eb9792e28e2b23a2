"""No old verdict is left for this run's, and no two runs share a folder: real processes, real statuses."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from gonogo.instruments.waits import Wait
from selftests.gate import ROOT, Ended, contract, ended, environment, processes_of, start
from selftests.test_interruption import begun, slow_deployment


@pytest.fixture(scope="module", autouse=True)
def kept_waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Future[Ended]]]:
    """A run whose lock of the machine is in somebody else's hands: it waits a minute, beside what follows."""
    folder = tmp_path_factory.mktemp("kept waiting")
    with (
        (folder / f"gonogo-machine-{os.getuid()}.lock").open("a") as lock,
        pytest.MonkeyPatch.context() as changed,
        ThreadPoolExecutor(1) as pool,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        changed.setenv("TMPDIR", str(folder))
        process = start(contract(folder))
        changed.undo()
        yield folder, pool.submit(_ended, process, folder / "out")


def _ended(process: subprocess.Popen[str], out: Path) -> Ended:
    output, _ = process.communicate(timeout=240)
    return Ended(process.returncode, output, out)


def old_go(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("verdict.json", "report.html", "junit.xml", "summary.md"):
        (out / name).write_text('{"verdict": "GO", "run": "older"}')


def held(path: Path, *words: str, more: dict[str, str] | None = None) -> Ended:
    """Ask for a verdict as the commands of the project do."""
    out = path.parent / "out"
    command = [
        sys.executable,
        "-m",
        "gonogo.fixtures.hold",
        "suites",
        f"--contract={path}",
        f"--out={out}",
        *words,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment() | (more or {}), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout + done.stderr, out)


def assert_no_go_is_left(out: Path) -> None:
    texts = [path.read_text() for path in out.iterdir() if path.is_file()]
    assert not [text for text in texts if '"GO"' in text]
    assert json.loads((out / "verdict.json").read_text())["verdict"] == "HOLD"


@pytest.mark.parametrize(
    ("words", "more", "status"),
    [
        (("--collect-only",), {}, 3),
        ((), {"PYTEST_ADDOPTS": "--collect-only"}, 3),
        (("-p", "no:runner"), {}, 4),
        (("-p", "there_is_no_such_plugin"), {}, 4),
        (("--no-such-option",), {}, 4),
        (("--expect-revision=",), {}, 4),
        (("--out=",), {}, 4),
    ],
    ids=str,
)
def test_a_command_of_the_project_leaves_no_old_verdict(
    tmp_path: Path, words: tuple[str, ...], more: dict[str, str], status: int
) -> None:
    path = contract(tmp_path)
    old_go(tmp_path / "out")
    done = held(path, *words, more=more)
    assert done.status == status, done.output
    assert_no_go_is_left(done.out)


def test_the_run_of_a_command_of_the_project_keeps_its_id(tmp_path: Path) -> None:
    path = contract(tmp_path, "slow", deployment=slow_deployment())
    command = [
        sys.executable,
        "-m",
        "gonogo.fixtures.hold",
        "suites",
        f"--contract={path}",
        f"--out={tmp_path / 'out'}",
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, start_new_session=True
    )
    first = Wait("the verdict is a HOLD", 10, 0.01).until(lambda: said(tmp_path / "out"))
    assert begun(process, path)["run"] == first["run"]  # type: ignore[arg-type]
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 2
    assert said(tmp_path / "out") != first
    assert (said(tmp_path / "out") or {})["run"] == first["run"]


def said(out: Path) -> dict[str, Any] | None:
    verdict = out / "verdict.json"
    found: dict[str, Any] | None = json.loads(verdict.read_text()) if verdict.exists() else None
    return found


@pytest.mark.parametrize(
    "words", [("--no-such-option",), ("--expect-revision=",), ("--gate=",), ("--replica=",)]
)
def test_bare_pytest_leaves_none_once_our_plugin_is_loaded(tmp_path: Path, words: tuple[str, ...]) -> None:
    path = contract(tmp_path)
    old_go(tmp_path / "out")
    done = ended(path, *words)
    assert done.status == 4, done.output
    assert_no_go_is_left(done.out)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--pyargs", "nothing_here"), 4),
        (("no/such/folder",), 4),
        (("-o", "testpaths=docs"), 3),
        (("docs",), 3),
    ],
)
def test_whoever_names_a_target_leaves_no_old_verdict(
    tmp_path: Path, words: tuple[str, ...], status: int
) -> None:
    path = contract(tmp_path)
    old_go(tmp_path / "out")
    command = [sys.executable, "-m", "pytest", "--target=http://127.0.0.1:9", f"--contract={path}"]
    done = subprocess.run(
        [*command, f"--out={tmp_path / 'out'}", *words], cwd=ROOT, env=environment(), capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout
    assert_no_go_is_left(tmp_path / "out")


@pytest.mark.parametrize("words", [("-o", "addopts="), ("-c", "/dev/null")])
def test_without_our_settings_the_status_is_that_of_the_verdict(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = contract(tmp_path)
    old_go(tmp_path / "out")
    done = ended(path, "--target=http://127.0.0.1:9", *words)
    assert done.status in (3, 4), done.output
    assert_no_go_is_left(done.out)


def test_a_look_of_an_editor_destroys_nothing(tmp_path: Path) -> None:
    path = contract(tmp_path)
    old_go(tmp_path / "out")
    done = ended(path, "--collect-only", "-q")
    assert done.status == 0
    assert done.verdict == {"verdict": "GO", "run": "older"}
    assert "no verdict was given" in done.output


def test_a_folder_is_held_by_one_run_and_free_when_that_is_killed(tmp_path: Path) -> None:
    path = contract(tmp_path, "slow", deployment=slow_deployment())
    first = start(path)
    run = begun(first, path)["run"]
    for other in (ended(path), held(path)):
        assert other.status == 4, other.output
        assert f"is held by run {run}" in other.output
        assert other.verdict["run"] == run
    first.kill()
    first.communicate(timeout=30)
    Wait("its processes are gone", 10, 0.05).until(lambda: not processes_of(run))
    assert ended(contract(tmp_path)).status == 0


@pytest.mark.parametrize("way", ["file", "below a file", "verdict is a folder"])
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path, way: str) -> None:
    path = contract(tmp_path)
    out = tmp_path / "out"
    if way == "verdict is a folder":
        (out / "verdict.json").mkdir(parents=True)
    else:
        out.touch()
    done = ended(path, *([f"--out={out}/below"] if way == "below a file" else []))
    assert done.status == 3, done.output
    assert "no report can be written to --out=" in done.output
    assert "Traceback" not in done.output
    assert "INTERNALERROR" not in done.output


def test_a_full_disk_leaves_no_old_go(tmp_path: Path) -> None:
    path = contract(tmp_path)
    old_go(tmp_path / "out")
    words = [
        "sh",
        "-c",
        'ulimit -f 0; exec "$@"',
        "sh",
        sys.executable,
        "-m",
        "gonogo.fixtures.hold",
        "suites",
    ]
    done = subprocess.run(
        [*words, f"--contract={path}", f"--out={tmp_path / 'out'}"], cwd=ROOT, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stdout
    assert "no report can be written" in done.stdout
    assert "Traceback" not in done.stdout
    left = [path for path in (tmp_path / "out").iterdir() if path.is_file() and "GO" in path.read_text()]
    assert left == []


@pytest.mark.parametrize("words", [("-x",), ("-n", "2", "-x"), ("-n", "2", "--maxfail=1")], ids=" ".join)
def test_a_run_that_stops_at_a_failure_is_a_no_go(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = ended(contract(tmp_path, "mute"), *words)
    assert (done.verdict["verdict"], done.status) == ("NO-GO", 1), done.output


def test_what_an_interrupted_run_did_not_come_to_was_not_reached(tmp_path: Path) -> None:
    path = contract(tmp_path, "slow", deployment=slow_deployment())
    process = start(path)
    begun(process, path)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    rules = (said(tmp_path / "out") or {})["rules"]
    assert {rule["reason"] for rule in rules} == {"not reached: the run was interrupted"}


def test_a_waiver_and_a_demotion_do_not_cover_a_release_that_did_not_come_up(tmp_path: Path) -> None:
    plain = json.loads(contract(tmp_path).read_text())
    plain["deployment"]["local"]["command"] = ["{python}", "-c", "raise SystemExit(1)"]
    rules = ended(contract(tmp_path, deployment=plain["deployment"])).verdict["scope"]["selected"]
    assert len(rules) > 5
    waivers: Any = [{"rule": r, "owner": "kim", "reason": "known", "expires": "2027-01-01"} for r in rules]
    demotions: Any = [{"rule": r, "reason": "known"} for r in rules]
    for sections in ({"waivers": waivers}, {"demotions": demotions}, {"demotions": demotions[:1]}):
        done = ended(contract(tmp_path, deployment=plain["deployment"], **sections))
        assert (done.verdict["verdict"], done.status) == ("NO-GO", 1), done.output
    one = ended(contract(tmp_path, deployment=plain["deployment"], waivers=waivers), "-k", "liveness-answers")
    assert (one.verdict["verdict"], one.status) == ("NO-GO", 1), one.output


@pytest.mark.parametrize("secret", ["failed", "outcome", "problems", "passed"])
@pytest.mark.parametrize(("fault", "verdict"), [("", "GO"), ("mute", "NO-GO")])
def test_a_secret_that_is_a_word_of_ours_changes_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str, fault: str, verdict: str
) -> None:
    data = json.loads(contract(tmp_path, fault).read_text())
    data["deployment"]["generated"] = []
    monkeypatch.setenv("GONOGO_TRIED_KEY", secret)
    done = ended(contract(tmp_path, fault, deployment=data["deployment"]))
    assert done.verdict["verdict"] == verdict, done.output
    assert done.outcomes["health/readiness-answers"] == "passed"


def test_the_machines_lock_in_somebody_elses_hands_is_named(
    kept_waiting: tuple[Path, Future[Ended]],
) -> None:
    folder, waiting = kept_waiting
    done = waiting.result()
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output
    sentence = f"is held by process {os.getpid()}, which is no run of the gate"
    assert f"gonogo: waiting: the lock {folder}/gonogo-machine" in done.output
    assert sentence in done.verdict["reasons"][0]
    assert 60 < done.verdict["seconds"] < 120
