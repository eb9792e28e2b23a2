from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gonogo.core.finding import Outcome, Problem
from gonogo.reports.jsonable import as_json, jsonable
from gonogo.reports.paper import Paper
from gonogo.reports.text import block, clip, counted, folded, inert, inert_json, visible, visible_lines
from tests.reports.examples import HOSTILE


@pytest.mark.parametrize(
    "bad", ["\x00", "\x1b", "\x7f", "\x9b", "\u200b", "\u202e", "\u2028", "\udc80", "\ufffe"]
)
def test_what_could_steer_a_terminal_or_break_xml_becomes_its_escape(bad: str) -> None:
    shown = visible(f"a{bad}b")
    assert (shown[0], shown[1], shown[-1]) == ("a", "\\", "b")
    assert shown.isprintable()


def test_ordinary_text_of_any_language_stays() -> None:
    assert visible("über 日本 <b> 3 €") == "über 日本 <b> 3 €"


def test_lines_stay_lines_and_a_lone_carriage_return_does_not() -> None:
    assert visible_lines("a\r\nb\rc\n\td\n") == ["a", "b\\rc", "    d"]
    assert block(HOSTILE).isascii()


def test_a_clipped_text_keeps_both_ends_and_says_how_much_is_elsewhere() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("abcdef", 3) == "ab ... (3 more characters in verdict.json) ... f"


def test_a_line_end_on_one_line_is_a_blank_and_never_two_characters() -> None:
    assert visible("it ended with 1:\r\nno database\n") == "it ended with 1: no database"


def test_counts_read_as_english() -> None:
    assert [counted(n, "rule") for n in (0, 1, 2)] == ["0 rules", "1 rule", "2 rules"]


@dataclass(frozen=True)
class Seen:
    at: dt.datetime
    where: Path


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        ({1: (2, 3)}, {"1": [2, 3]}),
        ({"b", "a"}, ["a", "b"]),
        (Outcome.FAILED, "failed"),
        (Problem("w", "e", "o"), {"where": "w", "expected": "e", "observed": "o"}),
        (
            Seen(dt.datetime(2026, 1, 2, tzinfo=dt.UTC), Path("x")),
            {"at": "2026-01-02T00:00:00+00:00", "where": "x"},
        ),
        (b"x", "b'x'"),
    ],
)
def test_odd_evidence_does_not_cost_the_verdict(value: Any, expected: Any) -> None:
    assert jsonable(value) == expected
    assert json.loads(as_json(value)) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("", [""]),
        ("gonogo: one two three four five six seven", ["gonogo: one two three four", "  five six seven"]),
        ("  key: one two three four five six seven", ["  key: one two three four", "    five six seven"]),
        (
            "first\n\nhttps://shop.example/a-long-path-of-one-word",
            ["first", "", "https://shop.example/a-long-path-of-one-word"],
        ),
    ],
)
def test_a_sentence_is_folded_between_words(text: str, lines: list[str]) -> None:
    assert folded(text, 27).split("\n") == lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("  ::add-mask::e", r"  \x3a:add-mask::e"),
        ("one\n    ::set-output name=a::b", "one\n" + r"    \x3a:set-output name=a::b"),
        ("\x1b[1;31m::stop-commands::t\x1b[0m", "\x1b[1;31m" + r"\x3a:stop-commands::t" + "\x1b[0m"),
        ("said ##[error]x", r"said #\x23[error]x"),
        ("##vso[task.complete]x", r"#\x23vso[task.complete]x"),
        ("##teamcity[buildStop]", r"#\x23teamcity[buildStop]"),
    ],
)
def test_no_line_of_a_log_is_a_command_of_a_ci_system(line: str, expected: str) -> None:
    assert inert(line) == expected
    assert inert(expected) == expected


def test_json_in_a_log_is_the_same_document_without_commands() -> None:
    kept = {"said": "##[error]x ##vso[a]", "other": ["::error::x", "## heading"]}
    shown = inert_json(json.dumps(kept, indent=1))
    assert json.loads(shown) == kept
    assert "##[" not in shown
    assert "##vso[" not in shown


@pytest.mark.parametrize(
    "line", ["http://[::1]:80/", "::1 answered", "suites/a.py::test_rule[b]", "## heading", "C::D", "a ::b"]
)
def test_what_is_no_command_stays(line: str) -> None:
    assert inert(line) == line


def test_a_wrapped_text_begins_no_line_with_a_command() -> None:
    paper = Paper(color=False, width=40)
    paper.field("observed", f"{'a' * 28} ::error::x ##[error]y", indent=2)
    paper.text_block("first\n::set-output name=a::b", indent=2)
    lines = paper.text().splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert "error::x" in paper.text()
