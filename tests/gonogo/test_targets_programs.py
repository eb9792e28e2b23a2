"""A program that is not there is told before a start; what nobody knows yet is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.targets.programs import why_no_program


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("no-such-program", "there is no program 'no-such-program' on its PATH"),
        ("./no-such-program", "there is no program './no-such-program' in "),
        ("/etc/passwd", "'/etc/passwd' may not be executed: it is no program"),
        ("./folder", "'./folder' is a folder and no program"),
        ("bin/text", "'bin/text' may not be executed"),
    ],
)
def test_what_is_no_program_is_told(tmp_path: Path, word: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/text").touch()
    assert why_no_program(word, tmp_path, {}).startswith(why)


@pytest.mark.parametrize(
    ("word", "environment"),
    [
        ("sh", {}),
        ("/bin/sh", {}),
        ("bin/serve", {}),
        ("serve", {"PATH": "HERE/bin"}),
        ("serve", {"PATH": "${OWN}/bin"}),
        ("{python}", {}),
        ("{work}/serve", {}),
        ("${SHOP}/serve", {}),
    ],
)
def test_what_is_one_or_may_be_is_not(tmp_path: Path, word: str, environment: dict[str, str]) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/serve").touch(0o755)
    found = {name: value.replace("HERE", str(tmp_path)) for name, value in environment.items()}
    assert why_no_program(word, tmp_path, found) == ""
