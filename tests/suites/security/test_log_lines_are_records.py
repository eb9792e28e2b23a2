from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.logs import log_of
from gonogo.suites.security.observations.logs import Log
from tests.judging import Case, contract
from tests.suites.security.test_logs_hold_no_credential import CLEAN

CONTRACT = contract(security={"logs": {"format": "json"}})
TRACE = Log("shop-1", True, 12, 2, ("Traceback (most recent call last):", '  File "shop.py"'))
CASE = Case(
    "security/log-lines-are-records",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, logs=(TRACE, CLEAN.logs[1])),
)


def test_lines_that_are_none_are_counted_and_shown() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "the log of shop-1"
    assert problem.observed.startswith("2 of 12 lines: 'Traceback")


def test_what_stands_beside_the_release_may_log_as_it_likes() -> None:
    proxy = Log("proxy-1", False, 3, 3, ("10.0.0.1 GET /",))
    finding = CASE.finding(replace(CLEAN, logs=(CLEAN.logs[0], proxy)))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 12)


def test_without_a_promised_format_nothing_is_promised() -> None:
    assert not contract(security={"logs": {}}).promises("security.logs.format")


@pytest.mark.parametrize(
    ("text", "lines", "others"),
    [
        ('{"a":1}\n{"b":2}\n', 2, 0),
        ('{"a":1}\n\n  \n{"b":2}\n', 2, 0),
        ('{"a":1}\n{"cut', 1, 0),
        ('{"a":1}\nINFO: up\n', 2, 1),
        ('Picked up JAVA_TOOL_OPTIONS: -javaagent:/otel.jar\n{"a":1}\n', 2, 0),
        ('NOTE: Picked up JDK_JAVA_OPTIONS: -Xmx1g\n{"a":1}\n', 2, 0),
        ('Picked up a parcel\n{"a":1}\n', 2, 1),
        ('{"a":1}\n[1]\n"text"\n7\n', 4, 3),
        ('{"a":\n1}\n', 2, 2),
        ("", 0, 0),
        ('{"a":"one\u2028two\x85three"}\n', 1, 0),
        ('{"a":1}\r\n{"b":2}\r\n', 2, 0),
        (f'{{"a":{"[" * 5000}{"]" * 5000}}}\n', 1, 0),
        (f'note {{"a":{"[" * 5000}\n', 1, 1),
        (f"{'[' * 5000}{']' * 5000}\n", 1, 1),
        ('{"a":NaN}\n{"b":-Infinity}\n{"c":null}\n', 3, 2),
    ],
)
def test_a_record_is_one_object_on_a_whole_line(text: str, lines: int, others: int) -> None:
    found = log_of("shop-1", text, release=True)
    assert (found.lines, found.others) == (lines, others)
