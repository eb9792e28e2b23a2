"""Every tool runs whatever became of the others, and what became of one is never a pass."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

import pytest

from deploy.scan import __main__ as program
from deploy.scan import commands, install, place, running
from deploy.scan.image import Image
from deploy.scan.model import Broken, Looked, NotPossible, NotPossibleError, Outcome, ScanError
from deploy.scan.running import Tool
from deploy.scan.work import Work
from deploy.setup.commands import Answer
from deploy.setup.commands import Work as Task
from deploy.setup.engine import survey
from deploy.setup.steps import SetupError
from gonogo.instruments.errors import TargetError
from tests.deploy.scan.examples import FOUND, LOOKED, NOW, finding, looked


def work(folder: Path) -> Work:
    return Work(
        folder, folder / "scratch", folder / "out", folder, folder, "", None, folder / "verdict.json", NOW
    )


def raising(problem: Exception) -> Callable[[Work], Looked]:
    def scan(_: Work) -> Looked:
        raise problem

    return scan


def outcomes(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *tools: Tool, lacking: Any = None
) -> list[Outcome]:
    monkeypatch.setattr(running, "TOOLS", tools)
    return [outcome for outcome, _ in running.run(work(folder), lacking or {})]


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (ScanError("late"), Broken("bandit", "late")),
        (TargetError("no report"), Broken("bandit", "no report")),
        (TimeoutExpired(["bandit"], 60), Broken("bandit", "it was not done within 60 s")),
        (NotPossibleError("no database"), NotPossible("bandit", "no database")),
        (
            KeyError("results"),
            Broken("bandit", "its report is not in the form that is expected: KeyError('results')"),
        ),
    ],
)
def test_a_tool_that_fails_is_named_and_the_others_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, problem: Exception, expected: Outcome
) -> None:
    made = outcomes(monkeypatch, tmp_path, Tool("bandit", raising(problem)), Tool("zizmor", lambda _: LOOKED))
    assert made[0] == expected
    assert isinstance(made[1], Looked)


def test_without_its_half_of_the_set_up_a_tool_is_not_possible_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tools = (Tool("zizmor", raising(AssertionError("it ran")), "python"), Tool("bandit", lambda _: LOOKED))
    made = outcomes(monkeypatch, tmp_path, *tools, lacking={"python": "no network"})
    assert made[0] == NotPossible("zizmor", "no network")
    assert isinstance(made[1], Looked)


def test_without_an_image_what_looks_at_one_is_not_possible_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = {one.tool: one for one in outcomes(monkeypatch, tmp_path)}
    assert set(made) == {"container-structure-test", "syft", "trivy"}
    assert all(isinstance(one, NotPossible) for one in made.values())
    assert "no image is named" in made["syft"].why  # type: ignore[union-attr]


def test_findings_are_given_their_fingerprints(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (made, *_) = outcomes(monkeypatch, tmp_path, Tool("bandit", lambda _: looked(FOUND)))
    assert isinstance(made, Looked)
    assert made.findings == (finding(),)


def test_every_tool_can_be_required() -> None:
    assert len(set(running.NAMES)) == len(running.NAMES) == 11
    given = program.arguments([f"--require={name}" for name in running.NAMES])
    assert given.require == list(running.NAMES)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--require=grype"], "invalid choice: 'grype'"),
        (["--baseline=nowhere.json"], "nowhere.json: the baseline cannot be read"),
        (["--advisories=nowhere"], "nowhere: there is no database of advisories"),
        (["--nonsense"], "unknown: --nonsense"),
    ],
)
def test_a_wrong_command_line_is_4_and_starts_nothing(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    words: list[str],
    said: str,
) -> None:
    monkeypatch.setattr(program, "_scan", lambda *_: pytest.fail("it scanned"))
    assert program.main([*words, f"--out={tmp_path}"]) == 4
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("made", "status", "verdict"),
    [
        ((LOOKED, NotPossible("trivy", "no database")), 0, "GO"),
        ((looked(finding()),), 1, "NO-GO"),
        ((LOOKED, Broken("zizmor", "late")), 3, "HOLD"),
    ],
)
def test_a_scan_leaves_its_reports_and_ends_as_its_verdict_says(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    made: tuple[Outcome, ...],
    status: int,
    verdict: str,
) -> None:
    def scan(given: Any, _: object) -> tuple[tuple[Outcome, ...], Image | None]:
        assert json.loads((given.out / "scan.json").read_text())["reasons"] == ["it did not finish"]
        assert "it did not finish" in (given.out / "index.html").read_text()
        assert {path.name for path in given.out.iterdir()} == {"scan.json", "index.html"}
        return made, None

    (tmp_path / place.NATIVE).mkdir()
    (tmp_path / place.NATIVE / "syft.json").write_text("of the scan before")
    (tmp_path / "scan.sarif").write_text("of the scan before")
    monkeypatch.setattr(program, "_scan", scan)
    assert program.main([f"--out={tmp_path}"]) == status
    assert {path.name for path in tmp_path.iterdir()} == {"scan.json", "scan.sarif", "index.html"}
    assert json.loads((tmp_path / "scan.json").read_text())["verdict"] == verdict
    looked_at = sum(isinstance(one, Looked) for one in made)
    assert f"\n{verdict}, {looked_at} of {len(made)} tools: security scan" in capsys.readouterr().out


def test_a_command_that_is_absent_late_or_mute_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(ScanError, match="nothing cannot be run: No such file"):
        commands.run([tmp_path / "nothing"], tmp_path, tmp_path)
    monkeypatch.setattr(commands, "SECONDS", 0.2)
    with pytest.raises(ScanError, match=r"was not done within 0 s"):
        commands.run([sys.executable, "-c", "import time; time.sleep(5)"], tmp_path, tmp_path)
    with pytest.raises(ScanError, match=r"zizmor left no report \(exit 1\): oh no"):
        commands.report("zizmor", "", Answer(1, "", "oh\nno"))


def test_a_tool_gets_no_settings_of_its_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZIZMOR_CONFIG", "elsewhere")
    said = commands.run([sys.executable, "-c", "import os; print(dict(os.environ))"], tmp_path, tmp_path).out
    assert "ZIZMOR_CONFIG" not in said
    assert f"'HOME': '{tmp_path}'" in said


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("zizmor 1.32.0\n", "1.32.0"),
        ("Haskell Dockerfile Linter 2.15.1", "2.15.1"),
        ("v1.19.1", "1.19.1"),
        ("", ""),
    ],
)
def test_a_version_is_the_last_word(said: str, version: str) -> None:
    assert commands.version(said) == version


def test_half_of_an_installation_is_never_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(place, "TOOLS", tmp_path)
    monkeypatch.setattr(install, "work", lambda task: (_ for _ in ()).throw(SetupError(task.doing)))
    (tmp_path / "python" / "bin").mkdir(parents=True)
    assert install.provide()["python"] == "making an environment"
    assert not (tmp_path / "python").exists()


def test_what_is_installed_as_locked_is_not_installed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(place, "TOOLS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/node")
    done: list[str] = []

    def work(task: Task) -> None:
        done.append(task.doing)
        (tmp_path / "python").mkdir(exist_ok=True)

    monkeypatch.setattr(install, "work", work)
    assert install.provide() == {}
    assert len(done) == 3
    assert install.provide() == {}
    assert len(done) == 3
    (tmp_path / "python" / "installed").write_text("another lock")
    install.provide()
    assert len(done) == 5


@pytest.mark.parametrize(
    ("root", "why"), [(True, ""), (False, "there is no Node.js with npm on this machine")]
)
def test_node_is_installed_where_we_may(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: bool, why: str
) -> None:
    monkeypatch.setattr(place, "TOOLS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(install, "survey", lambda: survey()._replace(root=root, apt=True))
    asked: list[str] = []
    monkeypatch.setattr(install, "install_packages", lambda _, packages: asked.extend(packages))
    monkeypatch.setattr(install, "work", lambda _: (tmp_path / "python").mkdir(exist_ok=True))
    said = install.provide().get("node", "")
    assert asked == (["nodejs", "npm"] if root else [])
    assert said.partition(":")[0] == why
