"""What each tool's own report says: written by the tools themselves, on files that are known to be bad."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.scan import place
from deploy.scan.image import Image, listed
from deploy.scan.model import Finding, Level, ScanError
from deploy.scan.packages import Packages, packages
from deploy.scan.sources import Files
from deploy.scan.tools import (
    actionlint,
    bandit,
    gitleaks,
    hadolint,
    pip_audit,
    safety,
    structure,
    syft,
    zizmor,
)
from tests.deploy.scan.examples import native

SHOP = Path("/tmp/shop")
FLASK, REQUESTS = ("flask", "0.12.2"), ("requests", "2.34.2")
LOCKED = Packages({FLASK: "requirements/a.lock", REQUESTS: "requirements/b.lock"}, ("django", "1.8"), ())
PLANTED = Image(
    "gonogo/ukp:1",
    native("syft.json")["source"]["metadata"]["imageID"],
    Path("image.tar"),
    frozenset({("planted", "0.1")}),
    frozenset({("planted-debian", "1.0")}),
)


def brief(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, Level]]:
    return [(one.rule, one.place, one.line, one.level) for one in findings]


def test_bandit_finds_the_canary_and_advises_where_it_thinks_little_of_it() -> None:
    found = bandit.findings(native("bandit.json"), SHOP)
    assert set(brief(found)) == {
        ("B403", "bad.py", 1, Level.NOTE),
        ("B404", "bad.py", 2, Level.NOTE),
        ("B602", "bad.py", 6, Level.ERROR),
        ("B301", "bad.py", 7, Level.WARNING),
    }
    assert {one.content for one in found if one.rule == "B301"} == {"return pickle.load(stream)"}


def test_bandit_did_not_read_what_it_could_not_parse() -> None:
    assert bandit.read(native("bandit.json"), SHOP) >= {"bad.py", "good.py"}
    assert "broken.py" not in bandit.read(native("bandit.json"), SHOP)


def test_hadolint_finds_the_canary_and_advises_what_it_calls_info() -> None:
    found = hadolint.findings(native("hadolint.json")["Dockerfile"])
    assert {one.rule for one in found} >= set(hadolint.KNOWN)
    levels = {one.rule: one.level for one in found}
    assert (levels["DL3004"], levels["DL3007"], levels["DL3066"]) == (Level.ERROR, Level.WARNING, Level.NOTE)


def test_hadolint_did_not_read_what_it_could_not_parse() -> None:
    assert hadolint.read(native("hadolint.json")) == {"Dockerfile"}


def test_zizmor_finds_the_canary_and_everything_blocks() -> None:
    found = zizmor.findings(native("zizmor.json")["report"])
    assert {one.rule for one in found} >= set(zizmor.KNOWN)
    assert all(one.level.blocks for one in found)
    assert ("template-injection", ".github/workflows/bad.yml", 6, Level.ERROR) in brief(found)


def test_zizmor_passes_over_what_it_cannot_parse_with_success_and_says_so() -> None:
    completed = zizmor.completed(native("zizmor.json")["said"])
    source = Files((".github/workflows/bad.yml", ".github/workflows/broken.yml"), ())
    covered = source.covered("workflows", completed)
    assert (covered.exist, covered.scanned, covered.missed) == (2, 1, (".github/workflows/broken.yml",))


def test_actionlint_finds_the_canary_and_did_not_read_what_it_could_not_parse() -> None:
    report = native("actionlint.json")
    assert ("expression", ".github/workflows/typo.yml", 6, Level.ERROR) in brief(actionlint.findings(report))
    assert actionlint.read(report) == {".github/workflows/typo.yml"}


def test_actionlint_is_meant_to_read_workflows_alone() -> None:
    source = Files((".github/actions/verify/action.yml", ".github/workflows/verify.yml"), ())
    assert actionlint.workflows(source).exist == (".github/workflows/verify.yml",)


def test_gitleaks_finds_what_was_undone_and_no_report_holds_it() -> None:
    found = gitleaks.findings(native("gitleaks.json")["report"])
    assert brief(found) == [("private-key", "id_rsa", 1, Level.ERROR)]
    kept = gitleaks.redacted({"Secret": "k3y", "Match": "key=k3y", "File": "a"})
    assert kept == {"Secret": "REDACTED", "Match": "REDACTED", "File": "a"}


def test_gitleaks_names_a_secret_once_for_a_file_however_many_commits_have_it() -> None:
    one = native("gitleaks.json")["report"][0]
    again, other = one | {"Commit": "f" * 40}, one | {"Secret": "another"}
    assert len(gitleaks.findings([one, again])) == 1
    assert len(gitleaks.findings([one, again, other])) == 2


def test_gitleaks_says_how_many_commits_it_read_and_git_how_many_there_are() -> None:
    report = native("gitleaks.json")
    assert gitleaks.scanned(report["said"]) == gitleaks.commits(report["log"]) == 1
    assert gitleaks.scanned("no such words") == 0


@pytest.mark.parametrize(
    ("log", "number"),
    [
        ("\0\n\n3\t0\ta.py\n\0\n\n0\t2\tb.py\n", 2),
        ("\0\n\n0\t0\ta.py => b.py\n", 0),
        ("\0\n\n-\t-\tpicture.png\n", 0),
        ("\0\n\n-\t-\tpicture.png\n1\t0\ta.py\n", 1),
        ("\0\n", 0),
    ],
)
def test_a_commit_counts_where_a_line_of_text_changes(log: str, number: int) -> None:
    assert gitleaks.commits(log) == number


def test_structure_says_each_thing_that_an_image_is_not() -> None:
    report = native("structure.json")
    assert {one["Name"] for one in report["Results"] if not one["Pass"]} >= set(structure.KNOWN)
    found = structure.findings(report, "image gonogo/ukp")
    assert ("no-installer-of-packages-beside-it", "image gonogo/ukp", 0, Level.ERROR) in brief(found)
    assert any("root" in one.message for one in found)


def test_structure_tested_nothing_where_it_cannot_read_what_to_test() -> None:
    with pytest.raises(ScanError, match=r"tested nothing: .*field env not found"):
        structure.believable(native("structure-broken.json"))


def test_structure_answers_for_each_test_that_is_promised() -> None:
    promised = structure.promised(yaml.safe_load(place.STRUCTURE.read_text(encoding="utf-8")))
    assert promised == {one["Name"] for one in native("structure.json")["Results"]}


def test_structure_promises_what_the_production_stage_says() -> None:
    promised = yaml.safe_load(place.STRUCTURE.read_text(encoding="utf-8"))["metadataTest"]
    text = (place.HERE.parents[1] / "Dockerfile").read_text(encoding="utf-8")
    stage = text.partition("AS production\n")[2].partition("\nFROM ")[0].splitlines()
    said = dict(
        line.split(" ", 1) for line in stage if line.startswith(("USER ", "EXPOSE ", "WORKDIR ", "CMD "))
    )
    assert (promised["user"], promised["exposedPorts"]) == (said["USER"], [said["EXPOSE"]])
    assert (promised["workdir"], promised["cmd"]) == (said["WORKDIR"], json.loads(said["CMD"]))
    assert promised["user"] not in {"0", "root"}


def test_syft_is_believed_where_the_image_says_the_same() -> None:
    report = native("syft.json")
    assert syft.listed(report) == syft.installed(PLANTED)
    assert syft.doubts(report, PLANTED) == ()


def test_syft_is_doubted_where_its_list_is_of_another_image_or_too_long() -> None:
    report = native("syft.json")
    other = Image("gonogo/ukp:1", "sha256:other", Path("image.tar"), frozenset(), PLANTED.debian)
    assert syft.doubts(report, other) == (
        f"its list is of {PLANTED.id}, the image is sha256:other",
        "it lists 1 packages that are not installed: planted 0.1 (python)",
    )


def test_an_image_lists_its_packages_by_the_names_of_the_index() -> None:
    assert listed('{"python": [["Typing_Extensions", "4"]], "deb": [["libc6", "2.41"]]}') == (
        frozenset({("typing-extensions", "4")}),
        frozenset({("libc6", "2.41")}),
    )
    with pytest.raises(ScanError, match="did not list its packages: no such file"):
        listed("no such file")


@pytest.mark.parametrize(
    ("tool", "name", "rule"),
    [(safety, "safety.json", "PYSEC-2019-179"), (pip_audit, "pip-audit.json", "PYSEC-2019-179")],
)
def test_a_vulnerable_package_is_found_at_its_lock(tool: Any, name: str, rule: str) -> None:
    report = native(name)
    (found,) = tool.findings(report, LOCKED)
    assert (found.rule, found.place, found.level) == (rule, "requirements/a.lock", Level.ERROR)
    assert found.message == "flask==0.12.2 is vulnerable, mended in 0.12.3"
    assert tool.vulnerable(report) == {FLASK}
    assert tool.read(report) == {FLASK, REQUESTS}
    assert tool.findings(report, Packages({REQUESTS: "requirements/b.lock"}, FLASK, ())) == ()


def test_pip_audit_did_not_look_at_what_it_skipped() -> None:
    skipped = native("pip-audit-skipped.json")
    assert (pip_audit.read(skipped), pip_audit.vulnerable(skipped)) == (set(), set())
    covered = safety.covered(LOCKED, pip_audit.read(skipped))
    assert (covered.scanned, covered.missed) == (0, ("flask==0.12.2", "requests==2.34.2"))


def test_pins_are_dealt_so_that_no_list_names_a_package_twice() -> None:
    pins = [("a", "1"), ("b", "1"), ("a", "2"), ("a", "3")]
    assert pip_audit.apart(pins) == [[("a", "1"), ("b", "1")], [("a", "2")], [("a", "3")]]


def test_every_lock_is_read_and_the_canary_is_in_none(tmp_path: Path) -> None:
    shutil.copytree(place.LOCK.parent, tmp_path / "requirements")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    found = packages(tmp_path)
    assert len(set(found.pins.values())) > 3
    assert found.canary[0] not in {name for name, _ in found.pins}
    assert found.doubts == ()


def test_a_line_that_is_no_pin_is_a_doubt_and_a_canary_is_a_package_of_no_lock(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "a.lock").write_text("flask==3.0\nrequests>=2\n")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    found = packages(tmp_path)
    assert found.doubts == ("requirements/a.lock has a line that is no pin: requests>=2",)
    assert (found.pins, found.canary) == ({("flask", "3.0"): "requirements/a.lock"}, ("django", "1.8"))
