from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path

import pytest

from gonogo.reports import write
from gonogo.reports.model import Report
from tests.reports import examples


def broken(report: Report) -> str:
    raise ValueError("the template is gone")


def test_every_format_is_written_and_nothing_else(tmp_path: Path) -> None:
    made = write.write(examples.no_go(), tmp_path / "out")
    assert {path.name for path in made} == set(write.FORMATS)
    assert sorted(made) == sorted((tmp_path / "out").iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o644}


def test_hostile_text_can_be_written(tmp_path: Path) -> None:
    assert len(write.write(examples.hostile(), tmp_path)) == len(write.FORMATS)


def test_one_broken_report_costs_no_other_and_leaves_no_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.html").write_text("GO, an older run")
    monkeypatch.setitem(write.FORMATS, "report.html", broken)
    with pytest.raises(write.ReportsNotWrittenError) as refused:
        write.write(examples.no_go(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(write.FORMATS) - {"report.html"}
    assert "1 of 6 reports were not written" in str(refused.value)
    assert "report.html: ValueError: the template is gone; an older run's report was removed" in str(
        refused.value
    )


def test_a_path_that_cannot_be_replaced_is_named(tmp_path: Path) -> None:
    (tmp_path / "junit.xml").mkdir()
    with pytest.raises(
        write.ReportsNotWrittenError, match=r"junit\.xml: .*an older run's report is still there"
    ):
        write.write(examples.go(), tmp_path)
    assert json.loads((tmp_path / "verdict.json").read_text())["verdict"] == "GO"
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_run_begins_with_a_hold_alone(tmp_path: Path) -> None:
    write.write(examples.go(), tmp_path)
    path = write.begin("r-2", "knowledge", "local", examples.STARTED, tmp_path)
    assert list(tmp_path.iterdir()) == [path]
    document = json.loads(path.read_text())
    assert (document["verdict"], document["run"]) == ("HOLD", "r-2")


@pytest.mark.parametrize(("begun", "kept"), [("r-20260102-030405", True), ("r-older", False)])
def test_a_verdict_that_cannot_be_written_leaves_only_its_own_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: str, kept: bool
) -> None:
    path = write.begin(begun, "knowledge", "local", examples.STARTED, tmp_path)
    monkeypatch.setitem(write.FORMATS, "verdict.json", broken)
    with pytest.raises(write.ReportsNotWrittenError):
        write.write(examples.go(), tmp_path)
    assert path.exists() == kept


def test_a_write_that_breaks_half_way_leaves_the_hold_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write.begin(examples.go().run, "knowledge", "local", examples.STARTED, tmp_path)
    monkeypatch.setitem(write.FORMATS, "verdict.json", lambda _: f"{examples.go().run} \udc80")
    with pytest.raises(write.ReportsNotWrittenError, match=r"verdict\.json: UnicodeEncodeError"):
        write.write(examples.go(), tmp_path)
    assert json.loads(path.read_text())["verdict"] == "HOLD"


def test_a_reader_at_work_keeps_a_whole_file(tmp_path: Path) -> None:
    path = write.begin("r-1", "knowledge", "local", examples.STARTED, tmp_path)
    with path.open() as reader:
        write.write(examples.go(), tmp_path)
        assert json.load(reader)["verdict"] == "HOLD"
    assert json.loads(path.read_text())["verdict"] == "GO"


def test_a_run_begins_without_an_older_runs_evidence(tmp_path: Path) -> None:
    (tmp_path / write.EVIDENCE).mkdir()
    (tmp_path / write.EVIDENCE / "app.log").write_text("older")
    write.begin("r1", "ukp", "local", dt.datetime.now(dt.UTC), tmp_path)
    assert not (tmp_path / write.EVIDENCE).exists()


def test_the_verdict_of_a_run_at_work_names_no_password(tmp_path: Path) -> None:
    path = write.begin("r1", "ukp", "http://robot:pw@host/x", dt.datetime.now(dt.UTC), tmp_path)
    assert json.loads(path.read_text())["target"] == "http://host/x"
