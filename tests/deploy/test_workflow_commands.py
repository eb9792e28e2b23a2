"""Whatever a workflow runs is there: targets of make, steps of the pipeline, scripts, modules."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.pipeline.__main__ import STEPS
from gonogo.home import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][\w-]*):", MAKEFILE, re.MULTILINE))
DOCUMENTED = set(re.findall(r"^([a-z][\w-]*):.*## ", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.findall(r"\$\(([A-Z]+)\)", MAKEFILE))


def scripts(path: Path) -> Iterator[tuple[str, str]]:
    """Give the name and the script of each step that runs something."""
    jobs: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        yield from ((step.get("name", "?"), step["run"]) for step in job["steps"] if "run" in step)


def commands(script: str) -> Iterator[list[str]]:
    """Give the simple commands of a script as words, without what stands before and after them."""
    for line in script.splitlines():
        for part in re.split(r"&&|\|\||;", line):
            words = shlex.split(part, comments=True)
            if words and "=" not in words[0]:
                yield [word for word in words if word not in ("{", "}", "!") and not word.startswith(">")]


FOUND = {
    " ".join(command): command
    for path in WORKFLOWS
    for _, script in scripts(path)
    for command in commands(script)
    if command
}
EACH = pytest.mark.parametrize("command", [pytest.param(made, id=line) for line, made in FOUND.items()])


def wrong(command: list[str]) -> str:
    """Say what of a command is not there; empty where all of it is."""
    first, *rest = command
    if first == "make":
        return wrong_of_make(rest)
    if "-m" in rest and first.endswith("python"):
        module = rest[rest.index("-m") + 1]
        return "" if importlib.util.find_spec(module) else f"there is no module {module}"
    if "/" in first:
        return "" if os.access(ROOT / first, os.X_OK) else f"{first} is no program of this repository"
    return ""


def wrong_of_make(words: list[str]) -> str:
    targets = [word for word in words if "=" not in word]
    stated = dict(word.split("=", 1) for word in words if "=" in word)
    if strangers := set(targets) - TARGETS:
        return f"make has no target {', '.join(strangers)}"
    if strangers := set(stated) - VARIABLES:
        return f"the Makefile has no variable {', '.join(strangers)}"
    if "ship" in targets and stated.get("STEP") not in STEPS:
        return f"the pipeline has no step {stated.get('STEP')}"
    return "" if targets else "it names no target"


@EACH
def test_it_is_there(command: list[str]) -> None:
    assert wrong(command) == ""


@EACH
def test_make_can_do_it(command: list[str]) -> None:
    if command[0] == "make":
        above = ("MAKE", "MFLAGS")  # this test may itself run below a make
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(above)}
        dry = [*command, "--dry-run"]
        done = subprocess.run(dry, cwd=ROOT, env=inherited, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr, bool(done.stdout)) == (0, "", True)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("make no-such", "make has no target no-such"),
        ("make ship STEP=fly", "the pipeline has no step fly"),
        ("make ship", "the pipeline has no step None"),
        ("make verify TARGETS=local", "the Makefile has no variable TARGETS"),
        ("make", "it names no target"),
        ("deploy/ci/no-such x", "deploy/ci/no-such is no program of this repository"),
        ("deploy/ci/gonogo.gitlab-ci.yml", "deploy/ci/gonogo.gitlab-ci.yml is no program of this repository"),
        (".venv/bin/python -m deploy.no_such", "there is no module deploy.no_such"),
        ("test ! -f x || make gone", "make has no target gone"),
    ],
)
def test_what_is_not_there_is_seen(script: str, said: str) -> None:
    assert said in [wrong(command) for command in commands(script)]


def test_every_target_is_phony_and_says_what_it_does() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert TARGETS == set(phony.split()) == DOCUMENTED


def test_a_workflow_runs_something() -> None:
    assert all(list(scripts(path)) for path in WORKFLOWS)
