"""A controller that no signal reaches is killed some time after its deadline."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import re, sys
from gonogo.cleanup.watchdog import start
from gonogo.run_id import new_run_id

start(new_run_id(), kills_after_seconds=0.5)
re.match("^(a+)+$", "a" * 60 + "b")
"""


def test_a_pattern_that_never_ends_does() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], timeout=60, check=False)
    assert done.returncode == -9
