"""Where a run of act ended is read from what it prints."""

from __future__ import annotations

import json

import pytest

from deploy.pipeline.acting import END, Acted, read


def line(**told: object) -> str:
    return json.dumps(told)


PASSED = line(step="Main Scan", stepResult="success")


FAILED = (
    line(msg="NO-GO, gate: slow", raw_output=True),
    line(msg="make: *** 1", raw_output=True),
    line(step="Main Gate staging", stepResult="failure"),
    line(step="Main Release notes", stepResult="failure"),
)
COLOURED = (
    line(msg="\x1b[31mFAILED\x1b[0m tests/a.py", raw_output=True),
    line(msg="make: left", raw_output=True),
)
RED = line(step="Main Unit tests", stepResult="failure")
UNKNOWN = line(step="Main Something new", stepResult="failure")


@pytest.mark.parametrize(("lines", "status", "ended"), [
    ([PASSED], 0, Acted(END, "it said nothing")),
    ([PASSED, *FAILED], 1, Acted("staging", "NO-GO, gate: slow")),
    (["Error: no such workflow"], 1, Acted("nowhere", "Error: no such workflow")),
    ([*COLOURED, RED], 1, Acted("tests", "FAILED tests/a.py")),
    ([UNKNOWN], 1, Acted("Main Something new", "it said nothing")),
])  # fmt: skip
def test_the_first_step_that_failed(lines: list[str], status: int, ended: Acted) -> None:
    assert read(lines, status) == ended
