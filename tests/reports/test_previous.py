from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.reports import previous
from gonogo.reports.model import Previous
from tests.reports import examples


def kept(folder: Path) -> Previous | None:
    report = examples.no_go()
    (folder / previous.NAME).write_text(previous.document(report))
    return previous.read(folder, report.service, report.target)


def test_the_next_run_reads_what_this_one_kept(tmp_path: Path) -> None:
    found = kept(tmp_path)
    assert found is not None
    assert (found.run, found.verdict, found.started) == (
        "r-20260102-030405", "NO-GO", "2026-01-02 03:04:05+00:00",
    )  # fmt: skip
    assert found.outcomes["metrics/exposition-parses"] == "missing"
    assert found.outcomes["security/headers-are-set"] == "waived"


def test_a_run_of_something_else_is_not_the_run_before(tmp_path: Path) -> None:
    kept(tmp_path)
    assert previous.read(tmp_path, "another", examples.no_go().target) is None
    assert previous.read(tmp_path, examples.no_go().service, "local") is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"service": "knowledge"}', "null"])
def test_an_unreadable_memory_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / previous.NAME).write_text(text)
    assert previous.read(tmp_path, "knowledge", "local") is None
    assert previous.read(tmp_path / "nowhere", "knowledge", "local") is None


def test_news_are_what_went_bad_what_is_good_again_and_what_is_looked_at_first() -> None:
    before = {
        "config/settings-are-checked": "error",
        "health/liveness-answers": "failed",
        "health/liveness-survives-outage": "passed",
        "latency/budget-holds": "waived",
        "security/headers-are-set": "waived",
        "rollback/lost": "failed",
        "rollback/kept": "passed",
    }
    report = replace(examples.no_go(), previous=Previous("r", "GO", "then", before))
    assert previous.news(report) == {
        "new problems": [
            "health/liveness-survives-outage",
            "latency/budget-holds",
            "metrics/exposition-parses",
        ],
        "good again": ["health/liveness-answers"],
        "was not good, and was not looked at now": ["rollback/lost"],
    }


def test_without_a_run_before_there_is_no_news() -> None:
    assert previous.news(examples.no_go()) == {}
