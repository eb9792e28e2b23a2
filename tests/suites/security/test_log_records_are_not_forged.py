import json
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.logs import forgeries, traces_of_forgeries
from gonogo.suites.security.observations.logs import Trace
from tests.judging import Case
from tests.suites.security.test_logs_hold_no_credential import CLEAN, CONTRACT

FORGED = Trace("a line's end in a path", "shop-1", '{"level":"critical","gonogo":"m1"}')
CASE = Case(
    "security/log-records-are-not-forged", CONTRACT, clean=CLEAN, broken=replace(CLEAN, forged=(FORGED,))
)
LINE, RECORD = forgeries("m1")
MARKS = {"a line's end in a path": "m1", "a quote in a path": "m2"}


def test_a_forged_record_is_named_with_what_made_it() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "the log of shop-1, by a line's end in a path"
    assert problem.observed == FORGED.line


def test_a_log_that_tells_of_nothing_has_not_passed() -> None:
    assert CASE.finding(replace(CLEAN, tells=False)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("text", "forged"),
    [
        (f"GET /x\n{RECORD} 404\n", ["a line's end in a path"]),
        (f"GET /x\r\n{RECORD}\n", ["a line's end in a path"]),
        (f"not found: x\r{RECORD} HTTP/1.1\n", ["a line's end in a path"]),
        (f'level=info path="/x\n{LINE}"\n', ["a line's end in a path"]),
        (f'level=info user="x\r\n{LINE}\r\n{{\\"level\\":"\n', ["a line's end in a path"]),
        ('{"path":"/x","gonogo":"m2"}\n', ["a quote in a path"]),
        (json.dumps({"path": f"/x\n{RECORD}"}) + "\n", []),
        (json.dumps({"path": '/x","gonogo":"m2'}) + "\n", []),
        (json.dumps({"query": {"gonogo": "m2"}}) + "\n", []),
        (f"GET {'/x%0D%0A' + RECORD!r} 404\n", []),
        (f'path="/x\\n{RECORD}"\n', []),
        (f'path="/x\r\\n{LINE}\r\\n{RECORD}"\n', []),
        (f"GET /x%0D%0A{LINE}\n", []),
    ],
)
def test_a_line_of_its_own_and_a_field_of_its_own_are_forged(text: str, forged: list[str]) -> None:
    assert [trace.what for trace in traces_of_forgeries("shop-1", text, MARKS)] == forged
