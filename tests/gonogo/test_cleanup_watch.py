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


def test_a_run_that_is_soon_over_loads_nothing_to_sweep_with() -> None:
    program = "import sys; from gonogo.cleanup.watch import main; main(''); print(*sys.modules)"
    command = [sys.executable, "-E", "-S", "-c", program]
    done = subprocess.run(command, input=b"done", capture_output=True, timeout=60, check=True)
    assert b"gonogo.cleanup.watch" in done.stdout.split()
    assert {b"gonogo.cleanup.sweep", b"gonogo.run_id", b"json"} & {*done.stdout.split()} == set()


ARMED = """
import sys
from gonogo.cleanup import watch
heard = iter([False, True])
watch._heard_by = lambda moment: next(heard)
watch.main("")
print("gonogo.cleanup.sweep" in sys.modules)
"""


def test_a_run_that_lasts_has_what_sweeps_it_before_its_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ARMED], input=b"done", capture_output=True, timeout=60, check=True
    )
    assert done.stdout == b"True\n"
