from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from reports import terminal
from reports.model import Report
from reports.paper import Paper
from reports.summary import LABELS
from tests.reports import examples

EVERY = [examples.go, examples.no_go, examples.hold, examples.hostile]
UNWRAPPED = ("  again:", "image:")


def lines(report: Report, width: int = 100) -> list[str]:
    return terminal.render(report, color=False, width=width).splitlines()


@pytest.mark.parametrize("make", [examples.go, examples.no_go, examples.hold])
def test_the_headline_is_first_and_last(make: Callable[[], Report]) -> None:
    shown = lines(make())
    assert (shown[0], shown[-1]) == (make().headline, make().headline)


def test_the_reasons_follow_the_headline() -> None:
    shown = lines(examples.no_go())
    assert shown[1].startswith("health/liveness-survives-outage failed: GET /articles/0")
    assert lines(examples.go())[1] == "every blocking rule in scope passed or is waived by name"


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("make", EVERY)
def test_nothing_but_what_is_copied_exceeds_the_width(make: Callable[[], Report], width: int) -> None:
    # A table cannot be wrapped; one with every outcome in it needs 77 columns.
    table = re.compile(r"(gate|all gates|[a-z]+) +[a-z\d-]+ ")
    long = [x for x in lines(make(), width) if len(x) > width and not x.startswith(UNWRAPPED)]
    assert [x for x in long if width > 40 or not table.match(x)] == []


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_is_aligned_and_complete(width: int) -> None:
    shown = lines(examples.no_go(), width)
    start = next(number for number, line in enumerate(shown) if line.startswith("gate "))
    table = shown[start : start + 7]
    assert len({len(line) for line in table}) == 1
    heads = ["gate", *(word for head in LABELS.values() for word in head.split()), "examined", "seconds"]
    assert table[0].split() == heads
    assert table[-1].split() == ["all", "gates", *"111111", "12", "6.2"]


def test_rules_to_act_on_come_failed_first_with_all_that_helps() -> None:
    shown = lines(examples.no_go())
    heads = [line for line in shown if re.match(r"(FAILED|ERROR|NO FINDING|INCONCLUSIVE)", line)]
    assert [head.split(":")[0] for head in heads] == ["FAILED", "ERROR", "NO FINDING", "INCONCLUSIVE"]
    failed = shown[shown.index(heads[0]) : shown.index(heads[1])]
    assert sum(line.startswith("  where:") for line in failed) == 5
    assert "  and 2 more in verdict.json" in failed
    assert "  reference: https://example.org/probes, RFC 9110 section 15.6.4." in failed
    rerun = examples.no_go().rules[2].rerun
    assert f"  again:     {rerun}" in failed


def test_scope_groups_its_reasons() -> None:
    shown = lines(examples.hold())
    start = shown.index("Scope: 2 of 7 rules selected")
    assert shown[start + 1 : start + 7] == [
        "  not promised: 1",
        "    1  the contract has no latency",
        "  not possible here: 3",
        "    2  this target cannot stop a dependency",
        "    1  this target cannot roll out",
        "  deselected: 1",
    ]


def test_what_is_absent_is_said_and_many_reasons_are_counted() -> None:
    assert "None demoted, none waived, none advised, none unproven." in lines(examples.hold())
    verdict = replace(examples.hold().verdict, reasons=tuple(f"reason {n}" for n in range(7)))
    assert "and 2 more in verdict.json" in lines(replace(examples.hold(), verdict=verdict))


def test_color_is_only_there_when_asked_for() -> None:
    colored = terminal.render(examples.no_go(), color=True, width=80)
    assert colored.startswith("\x1b[1;31mNO-GO, 6 of 11 rules: smoke on a URL\x1b[0m\n")
    assert re.sub(r"\x1b\[[\d;]+m", "", colored) == terminal.render(examples.no_go(), color=False, width=80)


def test_hostile_text_cannot_steer_the_terminal_or_fake_a_headline() -> None:
    shown = lines(examples.hostile())
    assert all(line.isprintable() for line in shown)
    assert [line for line in shown if line.startswith("GO")] == []


def test_an_empty_value_is_shown_as_empty() -> None:
    paper = Paper(color=False, width=80)
    paper.field("observed", "")
    assert paper.text() == "observed:  (empty)\n"
