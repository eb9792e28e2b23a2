"""What other repositories put into their CI: the action's script, GitLab's template, the hook."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gonogo.cli.main import COMMANDS
from gonogo.home import ROOT
from gonogo.place import CONTRACTS

ACTION = ROOT / ".github" / "actions" / "verify"
GITLAB = ROOT / "deploy" / "ci" / "gonogo.gitlab-ci.yml"
HOOK = ROOT / ".pre-commit-hooks.yaml"


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """A runner's environment, with a gate that answers what the test wants."""
    commands = tmp_path / "gonogo" / "bin"
    commands.mkdir(parents=True)
    (commands / "python").symlink_to(sys.executable)
    (commands / "gonogo").write_text(
        '#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done >"$RUNNER_TEMP/words"\n'
        'mkdir -p "$RUNNER_TEMP/gonogo-out"\ncd "$RUNNER_TEMP/gonogo-out"\n'
        '[ -z "$SAYS" ] || echo "$SAYS" >verdict.json\n'
        'echo "# summary" >summary.md\nexit "$STATUS"\n'
    )
    (commands / "gonogo").chmod(0o755)
    return {
        "PATH": "/usr/bin:/bin",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GONOGO_TARGET": "https://staging.example.com",
    }


def run(runner: dict[str, str], says: Any, status: int, **more: str) -> dict[str, str]:
    """Return the outputs of the step."""
    environment = runner | more | {"SAYS": json.dumps(says) if says else "", "STATUS": str(status)}
    subprocess.run([str(ACTION / "run")], env=environment, check=True, timeout=20)
    lines = Path(runner["GITHUB_OUTPUT"]).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize(
    ("says", "status", "verdict", "ends"),
    [
        ({"verdict": "GO", "run": "r1"}, 0, "GO", "0"),
        ({"verdict": "NO-GO", "run": "r1"}, 1, "NO-GO", "1"),
        ({"verdict": "HOLD", "run": "r1"}, 3, "HOLD", "3"),
        ({"verdict": "GO", "run": "r1"}, 1, "HOLD", "1"),
        ({"verdict": "NO-GO", "run": "r1"}, 0, "HOLD", "3"),
        (None, 4, "HOLD", "4"),
        (None, 0, "HOLD", "3"),
        ([], 0, "HOLD", "3"),
    ],
)
def test_the_verdict_is_said_and_nothing_else_is_go(
    runner: dict[str, str], says: Any, status: int, verdict: str, ends: str
) -> None:
    said = run(runner, says, status)
    assert (said["verdict"], said["status"]) == (verdict, ends)
    assert Path(runner["GITHUB_STEP_SUMMARY"]).read_text() == "# summary\n"


def test_an_older_verdict_is_not_this_runs(runner: dict[str, str]) -> None:
    out = Path(runner["RUNNER_TEMP"]) / "gonogo-out"
    out.mkdir()
    (out / "verdict.json").write_text('{"verdict": "GO", "run": "r0"}')
    assert run(runner, None, 0)["verdict"] == "HOLD"


def test_each_input_is_one_word_whatever_is_in_it(runner: dict[str, str]) -> None:
    given = {"GONOGO_CONTRACT": "a b;$(id).yaml", "GONOGO_GATES": "smoke health", "GONOGO_DEADLINE": "60"}
    run(runner, {"verdict": "GO", "run": "r1"}, 0, **given, GONOGO_EXPECT_REVISION="abc")
    words = (Path(runner["RUNNER_TEMP"]) / "words").read_text().splitlines()
    assert words == [
        *("verify", "--target=https://staging.example.com", f"--out={runner['RUNNER_TEMP']}/gonogo-out"),
        *("--gate=health", "--contract=a b;$(id).yaml", "--expect-revision=abc", "--deadline=60"),
        *("--", "-m", "smoke"),
    ]


def test_no_expression_stands_in_a_command_and_every_action_is_pinned() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text())
    steps = action["runs"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) for name in used)
    assert set(action["inputs"]) == {"target", "contract", "gates", "expect-revision", "deadline", "extras"}


def test_gitlab_runs_a_command_that_there_is_and_keeps_its_reports() -> None:
    job = yaml.safe_load(GITLAB.read_text())[".gonogo"]
    word = job["script"][-1].split()[1]
    assert word in {command.word for command in COMMANDS}
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["reports"]["junit"] == "gonogo-out/junit.xml"


def test_gitlab_installs_what_is_named_and_nothing_by_default() -> None:
    job = yaml.safe_load(GITLAB.read_text())[".gonogo"]
    assert "GONOGO_WHEEL" not in job["variables"]
    refuse, install = job["script"][:2]
    commands = {"PATH": "/usr/bin:/bin", "GONOGO_WHEEL": ""}
    done = subprocess.run(
        ["sh", "-c", refuse], env=commands, capture_output=True, text=True, timeout=20, check=False
    )
    assert (done.returncode, "GONOGO_WHEEL is not set" in done.stderr) == (4, True)
    named = commands | {"GONOGO_WHEEL": "ci/a.whl"}
    subprocess.run(["sh", "-c", refuse], env=named, timeout=20, check=True)
    assert install.endswith('install --quiet "$GONOGO_WHEEL"')


@pytest.mark.parametrize("path", [GITLAB, HOOK])
def test_what_others_copy_names_a_commit_and_no_version(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"\b(?:ref|rev): (\S+?)[},\s]", text) == ["SHA"]
    assert not re.search(r"\bv?\d+\.\d+\.\d+|gonogo==", text)


def test_the_hook_looks_at_every_contract_that_is_found_by_its_name() -> None:
    [hook] = yaml.safe_load(HOOK.read_text())
    assert hook["entry"].split()[1] in {command.word for command in COMMANDS}
    assert all(re.search(hook["files"], name) for name in (*CONTRACTS, "services/shop/gonogo.yaml"))
    assert not re.search(hook["files"], "deploy/not-release.yaml.txt")
