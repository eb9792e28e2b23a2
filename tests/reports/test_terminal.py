from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome, Problem, Severity
from gonogo.reports import terminal
from gonogo.reports.model import Report
from gonogo.reports.paper import Paper
from gonogo.reports.summary import ADVISED, LABELS
from tests.reports import examples

EVERY = [examples.go, examples.no_go, examples.hold, examples.hostile]
UNWRAPPED = ("  again:", "page:")


def lines(report: Report, width: int = 100) -> list[str]:
    return terminal.render(report, color=False, width=width).splitlines()


LAST_SCREEN = 22


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("make", EVERY)
def test_the_last_screen_holds_verdict_reasons_and_page(make: Callable[[], Report], width: int) -> None:
    shown = lines(replace(make(), page="/out/report.html"), width)[-LAST_SCREEN:]
    assert shown[-1] == "page:      /out/report.html"
    decision = make().verdict.decision.value
    assert sum(line.startswith(f"{decision}, ") for line in shown) == 1


def test_the_reasons_follow_the_headline() -> None:
    shown = lines(examples.no_go())
    at = shown.index(examples.no_go().headline)
    assert shown[at + 1].startswith("health/liveness-survives-outage failed: GET /articles/0")
    shown = lines(examples.go())
    at = shown.index(examples.go().headline)
    assert shown[at + 1].startswith("every blocking rule in scope passed or is waived by name; demoted")


def test_notes_stand_on_the_last_screen() -> None:
    noted = replace(examples.no_go(), notes=("nobody proves who this is: a cache of ours answers",))
    assert "note: nobody proves who this is: a cache of ours answers" in lines(noted)[-LAST_SCREEN:]


def test_more_notes_than_fit_are_counted() -> None:
    noted = replace(examples.no_go(), notes=tuple(f"number {n}" for n in range(5)))
    assert "and 2 more notes in the page" in lines(noted)[-LAST_SCREEN:]


def test_a_cause_is_told_once_with_the_rules_that_it_keeps_from_an_answer() -> None:
    shown = lines(examples.dead(), 80)
    assert " ".join(shown).count("Connection   refused") + " ".join(shown).count("Connection refused") == 1
    assert "  this keeps 8 rules from an answer: health/rule-0, health/rule-1," in shown
    assert [rule.id for rule in examples.dead().rules if rule.id not in " ".join(shown)] == []
    assert len(shown) <= 14


def test_a_dead_target_is_short_however_many_rules_it_keeps() -> None:
    many = lines(examples.dead(90), 80)
    assert len(many) <= 14
    assert [line for line in many if line.startswith("  this keeps 90 rules from an answer")] != []


def test_advice_that_a_cause_keeps_from_an_answer_is_told_with_it() -> None:
    made = examples.dead()
    demoted = replace(made.rules[-1], id="metrics/advice", severity=Severity.ADVISORY)
    shown = lines(replace(made, rules=(*made.rules, demoted)), 80)
    assert sum("Connection refused" in " ".join(shown[n : n + 2]) for n in range(len(shown))) <= 2
    assert [line for line in shown if line.startswith("  this keeps 9 rules from an answer")] != []
    assert len(shown) <= 14


def test_a_long_cause_keeps_its_first_and_its_last_lines() -> None:
    frames = "\n".join(f"  frame {n}" for n in range(60))
    text = f"it ended with 1: Traceback\n{frames}\nValueError: no database"
    shown = lines(examples.dead(cause=text), 80)
    assert sum("it ended with 1: Traceback" in line for line in shown) == 2  # above, and among the reasons
    assert sum("ValueError: no database" in line for line in shown) == 2
    assert len(shown) <= 40


def test_advice_comes_last_under_a_name_of_its_own() -> None:
    heads = [line for line in lines(examples.go()) if re.match(r"[A-Z ()a-z]+: [a-z]+/", line)]
    assert heads == [
        "ADVICE: metrics/names-follow-convention",
        "ADVICE (inconclusive): security/packages-have-no-advisory",
    ]
    assert "failed" not in " ".join(x for x in lines(examples.go()) if not x.startswith("gate "))
    assert "\x1b[31m" not in terminal.render(examples.go(), color=True, width=80)
    assert "\x1b[1;31m" not in terminal.render(examples.go(), color=True, width=80)


def test_the_same_problem_in_four_places_is_one() -> None:
    said = Problem("revision at entry", "a build's own value", "'unknown'")
    found = examples.finding("config/version-is-stated", Outcome.FAILED, problems=(said,) * 4)
    rules = (examples.rule("config/version-is-stated", Outcome.FAILED, finding=found),)
    shown = lines(replace(examples.hold(), rules=rules))
    places = [line for line in shown if "revision at entry" in line]
    assert places == ["  where:     revision at entry (4 times)"]


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
    there = [label for name, label in LABELS.items() if name != ADVISED]
    heads = ["gate", *(word for head in there for word in head.split()), "examined", "seconds"]
    assert table[0].split() == heads
    assert table[-1].split() == ["all", "gates", *"111111", "12", "6.2"]


def test_rules_to_act_on_come_failed_first_with_all_that_helps() -> None:
    shown = lines(examples.no_go())
    heads = [line for line in shown if re.match(r"(FAILED|ERROR|NO FINDING|INCONCLUSIVE)", line)]
    assert [head.split(":")[0] for head in heads] == ["FAILED", "ERROR", "INCONCLUSIVE"]
    assert "metrics/exposition-parses has no finding: its worker died or collection broke" in shown
    failed = shown[shown.index(heads[0]) : shown.index(heads[1])]
    assert sum(line.startswith("  where:") for line in failed) == 5
    assert "  and 2 more in verdict.json" in failed
    assert "  reference: https://example.org/probes, RFC 9110 section 15.6.4." in failed
    rerun = examples.no_go().rules[2].rerun
    assert f"  again:     {rerun}" in failed


def test_what_was_not_promised_is_a_count_and_where_to_read_it() -> None:
    assert lines(examples.hold())[-1] == (
        "scope:     1 not promised, 3 not possible here, 1 deselected: see the page"
    )


def test_many_reasons_are_counted() -> None:
    verdict = replace(examples.hold().verdict, reasons=tuple(f"reason {n}" for n in range(17)))
    assert "and 7 more in verdict.json" in lines(replace(examples.hold(), verdict=verdict))


def test_color_is_only_there_when_asked_for() -> None:
    colored = terminal.render(examples.no_go(), color=True, width=80)
    assert "\n\x1b[1;31mNO-GO, 6 of 11 rules: smoke on a URL\x1b[0m\n" in colored
    assert re.sub(r"\x1b\[[\d;]+m", "", colored) == terminal.render(examples.no_go(), color=False, width=80)


def test_hostile_text_cannot_steer_the_terminal_or_fake_a_headline() -> None:
    shown = lines(examples.hostile())
    assert all(line.isprintable() for line in shown)
    assert [line for line in shown if line.startswith("GO")] == []


def test_an_empty_value_is_shown_as_empty() -> None:
    paper = Paper(color=False, width=80)
    paper.field("observed", "")
    assert paper.text() == "observed:  (empty)\n"


def test_what_an_interrupted_run_did_not_reach_is_told_once() -> None:
    made = examples.interrupted()
    shown = lines(made, 80)
    assert sum("not reached" in line for line in shown) == 1
    assert shown[0] == made.headline
