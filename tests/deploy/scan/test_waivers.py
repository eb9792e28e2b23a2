"""Waivers are dated, short-lived and somebody's; a baseline is the scan of a release."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.scan import place
from deploy.scan.baseline import read_baseline
from deploy.scan.model import State, UsageError
from deploy.scan.waivers import read_waivers
from deploy.setup.commands import ROOT
from tests.deploy.scan.examples import finding, waiver

TODAY = dt.date(2026, 11, 27)
SAID = waiver().model_dump(mode="json")
SCAN = {
    "schema_version": 1,
    "tools": [{"tool": "bandit", "outcome": "conclusive"}, {"tool": "zizmor", "outcome": "inconclusive"}],
    "findings": [{"tool": "bandit", "fingerprint": finding().fingerprint}],
}


def written(folder: Path, waivers: Any) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(yaml.safe_dump(waivers), encoding="utf-8")
    return path


def test_a_list_is_read(tmp_path: Path) -> None:
    assert read_waivers(written(tmp_path, [SAID]), TODAY) == (waiver(),)
    assert read_waivers(written(tmp_path, []), TODAY) == ()


@pytest.mark.parametrize(
    ("waivers", "words"),
    [
        ([{k: v for k, v in SAID.items() if k != "owner"}], r"0\.owner: Field required"),
        ([{k: v for k, v in SAID.items() if k != "expires"}], r"0\.expires: Field required"),
        ([SAID | {"owner": ""}], r"0\.owner: String should have at least 2"),
        ([SAID | {"reason": "ok"}], r"0\.reason: String should match"),
        ([SAID | {"expires": "soon"}], r"0\.expires: Input should be a valid date"),
        ([SAID | {"forever": True}], r"0\.forever: Extra inputs"),
        ([SAID | {"expires": "2028-01-01"}], "expires on 2028-01-01, more than 366 days from today"),
        ("nothing", "the whole: Input should be a valid tuple"),
    ],
)
def test_a_wrong_list_is_refused_in_a_sentence(tmp_path: Path, waivers: Any, words: str) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        read_waivers(written(tmp_path, waivers), TODAY)
    assert "\n" not in str(refused.value)


def test_a_list_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "waivers.yaml").write_text("- [")
    with pytest.raises(UsageError, match="cannot be read as a list of waivers"):
        read_waivers(tmp_path / "waivers.yaml", TODAY)
    with pytest.raises(UsageError, match="cannot be read"):
        read_waivers(tmp_path / "absent.yaml", TODAY)


def test_ours_are_well_formed_and_say_each_thing_once() -> None:
    ours = read_waivers(place.WAIVERS, dt.datetime.now(dt.UTC).date())
    assert ours
    assert len({(one.tool, one.rule, one.place) for one in ours}) == len(ours)
    # What is in the history may be gone from the tree.
    assert [one for one in ours if one.tool != "gitleaks" and not (ROOT / one.place).exists()] == []


def test_a_baseline_knows_what_was_found_by_those_that_were_to_be_believed(tmp_path: Path) -> None:
    (tmp_path / "scan.json").write_text(json.dumps(SCAN))
    before = read_baseline(tmp_path / "scan.json")
    assert before.state(finding()) is State.KNOWN
    assert before.state(finding(content="other")) is State.NEW
    assert before.state(finding(tool="zizmor")) is State.UNMATCHED
    assert before.state(finding(tool="trivy")) is State.UNMATCHED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no scan.json of this program"),
        ("[]", "no scan.json of this program"),
        (json.dumps(SCAN | {"schema_version": 2}), "its schema_version is 2, 1 is expected"),
        (json.dumps(SCAN | {"tools": []}), "no tool of that scan was to be believed"),
        (json.dumps({"schema_version": 1}), "no scan.json of this program"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "scan.json").write_text(text)
    with pytest.raises(UsageError, match=words):
        read_baseline(tmp_path / "scan.json")


def test_a_baseline_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_baseline(tmp_path / "scan.json")
