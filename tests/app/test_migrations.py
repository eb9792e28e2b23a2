"""Several processes that start at once bring one file to its newest revision, one after the other."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest
from sqlalchemy.exc import SQLAlchemyError

from app.migrations.run import migrate

PROCESSES = 3
MIGRATE = """
import sys
from app.migrations.run import migrate
print("ready", flush=True)
sys.stdin.readline()
migrate(sys.argv[1])
"""


def test_processes_that_start_at_once_migrate_one_file_in_turn(tmp_path: Path) -> None:
    file = tmp_path / "ukp.db"
    words = [sys.executable, "-c", MIGRATE, f"sqlite+aiosqlite:///{file}"]
    started = [
        subprocess.Popen(words, text=True, stdin=PIPE, stdout=PIPE, stderr=STDOUT) for _ in range(PROCESSES)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES, said
    with sqlite3.connect(file) as database:
        assert len(database.execute("SELECT version_num FROM alembic_version").fetchall()) == 1


def test_where_no_file_can_be_made_it_is_the_database_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(SQLAlchemyError):
        migrate(f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'ukp.db'}")
