"""What `make` hands on is one word, whatever is in it; `make -n` shows it without doing it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AWKWARD = ["my repo/x.yaml", "it's.yaml", 'a "quoted" one.yaml', "a&b;c.yaml", "$HOME.yaml"]


def made(*words: str) -> subprocess.CompletedProcess[str]:
    above = ("MAKE", "MFLAGS")  # this test may itself run below a make
    environment = {name: value for name, value in os.environ.items() if not name.startswith(above)}
    command = ["make", *(word.replace("$", "$$") for word in words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", AWKWARD)
def test_a_contract_of_any_name_is_one_argument(name: str) -> None:
    shown = made("-n", "verify", "TARGET=local", f"CONTRACT={name}").stdout
    assert f"--contract={name}" in shlex.split(shown.splitlines()[-1])


def test_a_url_of_any_form_is_one_argument() -> None:
    url = "https://shop.example.com/a?b=c&d=e f"
    assert f"--target={url}" in shlex.split(made("-n", "verify", f"TARGET={url}").stdout.splitlines()[-1])
    shown = shlex.split(made("-n", "init", f"URL={url}", "OUT=my first.yaml").stdout.splitlines()[-1])
    assert shown[-2:] == [url, "--out=my first.yaml"]


def test_more_arguments_stay_several() -> None:
    shown = made("-n", "verify", "ARGS=-m smoke -k 'a or b'").stdout.splitlines()[-1]
    assert shlex.split(shown)[-4:] == ["-m", "smoke", "-k", "a or b"]


def test_init_without_a_url_says_how_it_is_called_and_sets_nothing_up() -> None:
    done = made("init")
    assert done.returncode == 2
    said = "usage: make init URL=https://staging.example.com [OUT=contract.yaml]"
    assert done.stderr.splitlines()[0] == said
    assert done.stdout == ""


def test_its_commands_keep_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    told = 'told: ; @echo "[${PYTHONDONTWRITEBYTECODE-none}]"'
    assert made("-f", "Makefile", f"--eval={told}", "told").stdout.strip() == "[none]"
