from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.reports.history import NAME, line
from tests.reports.trend.made import history


def kept(folder: Path, *more: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text("\n".join([*map(line, history([0.1] * 20)), *more]) + "\n")
    return path


def test_the_page_lies_beside_the_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(tmp_path)
    assert main(["trend", str(path)]) == 0
    assert "p95 of browse" in (tmp_path / "trend.html").read_text()
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "shop on compose: 20 nights, GO 20; 2 series looked at"
    assert out[-1] == f"page: {tmp_path / 'trend.html'}"


def test_the_folder_of_a_repository_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    kept(tmp_path / ".gonogo" / "out")
    monkeypatch.chdir(tmp_path)
    assert main(["trend", "--out", "here.html"]) == 0
    assert (tmp_path / "here.html").is_file()


def test_a_line_that_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(tmp_path, "torn")
    assert main(["trend", str(path)]) == 0
    assert f"{path}:21: this line cannot be read" in capsys.readouterr().err
    assert ":21: this line cannot be read" in (tmp_path / "trend.html").read_text()


@pytest.mark.parametrize("make", ["nothing", "empty", "folder", "torn", "other"])
def test_no_history_is_a_wrong_usage(tmp_path: Path, make: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / NAME
    if make == "empty":
        path.write_text("\n")
    if make == "torn":
        path.write_text("torn\n")
    if make == "other":
        path.write_text('{"a": 1}\n[]\n')
    if make == "folder":
        path.mkdir()
    assert main(["trend", str(path)]) == 4
    assert capsys.readouterr().err.startswith(f"gonogo trend: {path}: ")


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(tmp_path)
    assert main(["trend", str(path), "--out", str(tmp_path / "no" / "t.html")]) == 4
    assert "t.html: No such file or directory" in capsys.readouterr().err
