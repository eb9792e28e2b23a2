"""Which programs of one line can fail, as a health check runs them."""

from __future__ import annotations

import pytest

from gonogo.suites.config.shell.checks import can_fail

_ASKS = "import urllib.request as r\n"


@pytest.mark.parametrize(
    ("program", "fails"),
    [
        ("print('ok')", False),
        ("pass", False),
        ("import sys; sys.exit(0)", False),
        (f"{_ASKS}try:\n    r.urlopen('http://localhost/')\nexcept Exception as e:\n    print(e)", False),
        (f"{_ASKS}try:\n    r.urlopen('http://localhost/')\nexcept:\n    pass", False),
        (
            f"{_ASKS}import contextlib\nwith contextlib.suppress(Exception):\n    r.urlopen('http://localhost/')",
            False,
        ),
        (f"{_ASKS}r.urlopen('http://localhost/')", True),
        (f"{_ASKS}try:\n    r.urlopen('http://localhost/')\nexcept ValueError:\n    pass", True),
        (
            f"{_ASKS}import sys\ntry:\n    r.urlopen('http://localhost')\nexcept Exception:\n    sys.exit(1)",
            True,
        ),
        (
            f"{_ASKS}import os\ntry:\n    r.urlopen('http://localhost/')\nexcept Exception:\n    os._exit(1)",
            True,
        ),
        ("import sys\ntry:\n    sys.exit(1)\nexcept Exception:\n    pass", True),
        ("import psycopg", True),
        ("import app.health", True),
        ("print(open('/tmp/ready').read())", True),
        ("raise SystemExit(1)", True),
        ("print(", True),
    ],
)
def test_a_program_of_python_fails_where_nothing_catches_what_it_finds(program: str, *, fails: bool) -> None:
    assert can_fail(("CMD", "python3", "-c", program)) is fails


@pytest.mark.parametrize(
    ("program", "fails"),
    [
        ("console.log('ok')", False),
        ("process.exit(0)", False),
        ('console.log("ok"); process.exit()', False),
        ("process.exit(1)", True),
        ("require('./health')", True),
        ("console.log(require('fs').readFileSync('/tmp/ready'))", True),
    ],
)
def test_a_program_of_node_that_only_says_something_cannot_fail(program: str, *, fails: bool) -> None:
    assert can_fail(("CMD", "node", "-e", program)) is fails
