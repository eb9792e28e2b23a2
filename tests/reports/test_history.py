from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.core.evidence import LatencyQuantiles, QuantileRow
from gonogo.core.finding import Outcome
from gonogo.reports.entry import Quantile
from gonogo.reports.history import NAME, History, entry_of, line, read
from gonogo.reports.model import Report
from tests.reports import examples

ROWS = (QuantileRow("browse", "p50", 0.0123456789, 0.1), QuantileRow("browse", "p99", float("inf"), 0.5))


def measured(outcome: Outcome = Outcome.PASSED) -> Report:
    found = examples.finding("latency/p50", outcome, evidence={"quantiles": LatencyQuantiles(ROWS)})
    rules = tuple(examples.rule(f"latency/p{n}", outcome, finding=found) for n in (50, 95))
    made = examples.report(examples.go().verdict.decision, (), rules)
    return replace(made, experiments={"latency.measure_journeys": 31.5, "health.read": 0.4, "target": 9.0})


def written(folder: Path, *lines: str) -> History:
    (folder / NAME).write_text("\n".join(lines) + "\n")
    return read(folder / NAME)


def test_a_run_is_one_line_and_reads_as_it_was(tmp_path: Path) -> None:
    for report in (examples.no_go(), measured(), examples.hostile()):
        text = line(entry_of(report))
        assert text.isascii()
        assert "\n" not in text
        assert written(tmp_path, text).entries == (entry_of(report),)


def test_a_line_says_what_became_of_the_run() -> None:
    kept = json.loads(line(entry_of(examples.no_go())))
    assert kept["run"] == "r-20260102-030405"
    assert kept["started"] == "2026-01-02T03:04:05+00:00"
    assert (kept["service"], kept["target"]) == ("knowledge", "https://staging.example.com")
    assert (kept["verdict"], kept["seconds"]) == ("NO-GO", 12.346)
    assert kept["subject"]["images"] == [examples.DIGEST]
    assert kept["scope"] == {"selected": 6, "not_promised": 1, "not_possible": 3, "deselected": 1}
    assert kept["outcomes"]["metrics/exposition-parses"] == "missing"
    assert kept["outcomes"]["security/headers-are-set"] == "waived"
    assert kept["passed"] == ["health/liveness-answers"]


def test_quantiles_come_from_the_evidence_once() -> None:
    entry = entry_of(measured())
    assert entry.quantiles == (Quantile("browse", "p50", 0.012346, 0.1),)
    assert entry.gates == {"latency": 31.5, "health": 0.4}


def test_what_could_not_be_told_is_no_point_of_a_trend() -> None:
    assert entry_of(measured(Outcome.INCONCLUSIVE)).quantiles == ()


@pytest.mark.parametrize("bad", ["{", "[]", "null", '{"run": "r"}', "\x00\x00", '{"run": 1, "started": 2}'])
def test_a_line_that_cannot_be_read_costs_no_other(tmp_path: Path, bad: str) -> None:
    good = line(entry_of(examples.go()))
    found = written(tmp_path, good, bad, good)
    assert found.entries == (entry_of(examples.go()),) * 2
    assert found.unreadable == ((2, bad.encode()),)


def test_a_line_of_a_later_version_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    more = json.loads(line(entry_of(examples.go()))) | {"phase of the moon": "full"}
    found = written(tmp_path, json.dumps(more))
    assert found.entries == (entry_of(examples.go()),)
    assert found.lines == (json.dumps(more).encode(),)


def test_no_file_is_no_history_and_a_folder_is_an_error(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere") == History()
    with pytest.raises(OSError, match="directory"):
        read(tmp_path)


def test_only_runs_of_the_same_service_on_the_same_target_are_compared() -> None:
    entry = entry_of(examples.go())
    others = (replace(entry, service="another"), replace(entry, target="local"))
    history = History((entry, *others, replace(entry, run="r2"), replace(entry, run="r3")))
    assert [one.run for one in history.of(entry.service, entry.target, 2)] == ["r2", "r3"]
