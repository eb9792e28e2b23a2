"""What `make bench` measures is what README's table states, by the same goal."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import lint
from gonogo.home import ROOT
from gonogo.suites.metrics.exposition.checks import text_faults

FIGURES = (ROOT / "README.md").read_text().partition("## Figures\n")[2].splitlines()


def goal(words: str) -> str:
    """Return the last cell of the row of the table that begins with the words."""
    [row] = [line for line in FIGURES if line.startswith(f"| {words}")]
    return row.strip("| ").split(" | ")[-1]


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        (f"`pytest {' '.join(bench.OFFLINE)}`, offline", f"{bench.OFFLINE_SECONDS:g} s"),
        ("`make verify`", f"{bench.VERIFY_SECONDS:g} s"),
        ("`gonogo lint-metrics`, 100,400 samples", f"{lint.GOAL_TIMES:g}"),
    ],
)
def test_a_goal_is_that_of_the_readme(words: str, stated: str) -> None:
    assert goal(words) == stated


def test_the_exposition_is_good_and_as_long_as_it_says() -> None:
    body = lint.exposition(3, 60)
    assert text_faults(body) == ()
    assert len({line for line in body.splitlines() if not line.startswith("#")}) == 180
    assert f"{lint.FAMILIES * lint.SERIES:,}" == "100,400"


def test_what_is_named_alone_is_measured_and_an_unknown_name_measures_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    measured: list[str] = []

    def measure(name: str) -> dict[str, bool]:
        measured.append(name)
        return {"reached": True}

    monkeypatch.setattr(bench, "OUT", tmp_path)
    monkeypatch.setattr(bench, "MEASURES", {name: partial(measure, name) for name in ("one", "other")})
    assert (bench.main(["other"]), measured) == (0, ["other"])
    for words in (["a third"], ["--help"]):
        with pytest.raises(SystemExit):
            bench.main(words)
    assert measured == ["other"]
    said = capsys.readouterr()
    assert "no such benchmark: a third" in said.err
