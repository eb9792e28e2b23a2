"""What no linter asks of the source: each exception has its reason, and packages hold no code."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from pathlib import Path

import pytest

from tests.imports import ROOT

NOQA = re.compile(r"#\s*noqa\b(?P<codes>:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?(?P<rest>.*)", re.IGNORECASE)
REASON = re.compile(r"(?: - |[A-Z]\d+: )\w.+\w")
"""Words behind ` - `, or behind the code of another linter's exception on the same line."""
WITH_CODE = {
    *("gonogo/__init__.py", "app/__init__.py", "app/api/__init__.py", "app/page/__init__.py"),
    "park/apps/flask/shelf/__init__.py",
}
"""As ARCHITECTURE.md has it."""


def sources() -> list[Path]:
    """Return every Python file that is committed, or about to be."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.py"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in found if path.is_file() and not path.is_symlink()]


def comments(text: str) -> list[tuple[int, str]]:
    """Return each comment with its line; a text in quotes is none."""
    if "noqa" not in text.lower():
        return []
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def without_reason(text: str) -> list[int]:
    """Return the lines with an exception that names no code, or no reason behind it."""
    found = [(line, NOQA.search(comment)) for line, comment in comments(text)]
    return [line for line, at in found if at and not (at["codes"] and REASON.search(at.group()))]


def executes(text: str) -> bool:
    """Say whether a package's own file does more than to document it."""
    body = ast.parse(text).body
    return any(not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)) for one in body)


def test_each_exception_has_its_reason() -> None:
    found = {path: without_reason(path.read_text(encoding="utf-8")) for path in sources()}
    assert len(found) > 1000
    assert [f"{path.relative_to(ROOT)}:{line}" for path, lines in found.items() for line in lines] == []


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("x = 1  # noqa: E731 - the only way here", True),
        ("x = 1  # noqa: E731, S104 - the only way here", True),
        ("x = 1  # noqa: S104  # nosec B104: compared, and bound by nobody", True),
        ("x = 'a  # noqa'", True),
        ("x = 1  # noqa: E731", False),
        ("x = 1  # noqa: E731 - ", False),
        ("x = 1  # noqa: E731 -", False),
        ("x = 1  # noqa", False),
        ("x = 1  # noqa - because we like it", False),
        ("x = 1  #NOQA:E731", False),
    ],
)
def test_a_reason_is_told_from_none(line: str, good: bool) -> None:
    assert without_reason(f"{line}\n") == ([] if good else [1])


def sleeps(text: str) -> bool:
    """Say whether a file names the clock's own sleep, whatever it is waiting for."""
    nodes = list(ast.walk(ast.parse(text)))
    taken = [one for one in nodes if isinstance(one, ast.ImportFrom) and one.module == "time"]
    return any(ast.unparse(one) == "time.sleep" for one in nodes if isinstance(one, ast.Attribute)) or any(
        name.name == "sleep" for one in taken for name in one.names
    )


def test_only_named_waits_sleep() -> None:
    names = {str(path.relative_to(ROOT)): path for path in sources()}
    ours = [name for name in names if not name.startswith(("tests/", "selftests/", "defects/", "park/apps/"))]
    found = [name for name in ours if sleeps(names[name].read_text(encoding="utf-8"))]
    assert found == ["gonogo/instruments/waits.py"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("import time\ntime.sleep(1)", False),
        ("from time import sleep", False),
        ("import time\nlater = time.sleep", False),
        ("import time\ntime.monotonic()  # time.sleep", True),
    ],
)
def test_a_sleep_is_told_from_a_word(text: str, good: bool) -> None:
    assert sleeps(text) != good


def test_packages_hold_no_code_but_those_that_are_named() -> None:
    packages = [path for path in sources() if path.name == "__init__.py"]
    found = [path for path in packages if executes(path.read_text(encoding="utf-8"))]
    assert {str(path.relative_to(ROOT)) for path in found} == WITH_CODE
