"""trivy is run where it is on PATH, on what is planted first, and believed as far as it saw the image.

No trivy is installed here: a program that answers what each test wants stands in for it. Its reports have the
form of those in trivy's own tests.
"""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deploy.scan import running
from deploy.scan.image import Image
from deploy.scan.judge import doubts
from deploy.scan.model import Broken, Level, Looked, NotPossible, Outcome
from deploy.scan.tools import trivy
from deploy.scan.work import Work
from tests.deploy.scan.examples import NOW

ID = f"sha256:{'c' * 64}"
PROGRAM = """#!{python}
import json, pathlib, sys
here, words = pathlib.Path(__file__).parent, sys.argv[1:]
said = json.loads((here / "said.json").read_text())
with (here / "asked").open("a") as asked:
    asked.write(" ".join(words) + "\\n")
if words[0] == "version":
    print(json.dumps(said["version"]))
elif "--download-db-only" in words:
    sys.exit(said["offline"])
elif "--output" in words:
    kind = "planted" if words[words.index("--input") + 1].endswith("planted.tar") else "image"
    pathlib.Path(words[words.index("--output") + 1]).write_text(said[kind])
"""
VERSION = {
    "Version": "0.57.1",
    "VulnerabilityDB": {
        "Version": 2,
        "NextUpdate": "2026-11-26T06:07:07.995040839Z",
        "UpdatedAt": "2026-11-26T00:07:07.995040839Z",
    },
}


def flaw(name: str, rule: str, severity: str = "HIGH", fixed: str = "9") -> dict[str, str]:
    found = {"VulnerabilityID": rule, "PkgName": name, "InstalledVersion": "1", "Severity": severity}
    return found | ({"FixedVersion": fixed} if fixed else {})


def report(*flaws: dict[str, str]) -> dict[str, Any]:
    debian = [
        {"Name": "libc6", "Version": "2.41", "Release": "12", "Arch": "amd64"},
        {"Name": "zlib1g", "Version": "1.3", "Release": "2+b1", "Epoch": 1},
    ]
    found: dict[str, Any] = {"Class": "os-pkgs", "Type": "debian", "Packages": debian}
    if flaws:
        found["Vulnerabilities"] = list(flaws)
    python = {"Class": "lang-pkgs", "Type": "python-pkg", "Packages": [{"Name": "PyYAML", "Version": "6.0"}]}
    return {"SchemaVersion": 2, "Metadata": {"ImageID": ID}, "Results": [found, python, {"Type": "gobinary"}]}


PLANTED = report(flaw("libidn2-0", "CVE-2019-18224"), flaw("Werkzeug", "CVE-2019-14806"))
IMAGE = Image(
    f"registry.example:5000/ukp-production@sha256:{'a' * 64}",
    ID,
    Path("image.tar"),
    frozenset({("pyyaml", "6.0")}),
    frozenset({("libc6", "2.41-12"), ("zlib1g", "1:1.3-2+b1")}),
)


class There:
    """A trivy on PATH, and a scan that looks with it alone."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        program = self.folder / "trivy"
        program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(self.folder))
        monkeypatch.setenv("TRIVY_CACHE_DIR", str(folder / "cache"))
        monkeypatch.setenv("TRIVY_SEVERITY", "CRITICAL")  # a setting of its user, which may not reach it
        self.work = Work(folder, folder / "s", folder / "out", folder, folder, "", None, folder / "v", NOW)
        self.says(PLANTED, report())

    def says(self, planted: Any, image: Any, offline: str | int = 0, **version: Any) -> None:
        said = {"planted": json.dumps(planted), "image": json.dumps(image), "offline": offline}
        text = json.dumps(said | {"version": VERSION | version})
        (self.folder / "said.json").write_text(text, encoding="utf-8")

    def looks(self, image: Image = IMAGE) -> Looked:
        return trivy.scan(self.work, image)

    def said(self, image: Image = IMAGE) -> str:
        return "; ".join(doubts(self.looks(image), NOW))

    def outcome(self) -> Outcome:
        return running._one("trivy", trivy.absent(), self.looks)

    @property
    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> There:
    return There(tmp_path, monkeypatch)


def test_without_one_on_path_it_is_not_possible_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    work = Work(tmp_path, tmp_path / "s", tmp_path, tmp_path, tmp_path, "", None, tmp_path, NOW)
    monkeypatch.setattr(running, "TOOLS", ())
    made = {one.tool: one for one, _ in running.run(work, {})}
    assert made["trivy"] == NotPossible("trivy", trivy.ABSENT)


def test_it_reports_what_is_planted_what_it_covered_and_how_fresh_its_database_is(there: There) -> None:
    looked = there.looks()
    assert doubts(looked, NOW) == ()
    assert (looked.version, len(looked.canaries)) == ("0.57.1", 2)
    assert (looked.coverage.exist, looked.coverage.scanned) == (3, 3)
    assert looked.data.age_days(NOW) == pytest.approx(1.078, abs=0.001)
    assert json.loads((there.work.out / looked.native).read_text()) == report()


def test_what_is_planted_comes_first_and_nobodys_settings_count(there: There) -> None:
    there.looks()
    fetched, version, planted, image = there.asked
    assert "--download-db-only" in fetched
    assert version.startswith("version --format json")
    assert ("planted.tar" in planted, "--input image.tar" in image) == (True, True)
    cache = f"--cache-dir {there.folder.parent / 'cache'}"
    assert all(cache in one for one in there.asked)
    assert all("--skip-db-update" in one and "--severity" not in one for one in (planted, image))


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        (report(flaw("Werkzeug", "CVE-2019-14806")), "canary: CVE-2019-18224 of a planted image's libidn2-0"),
        (report(flaw("libidn2-0", "CVE-2019-18224")), "canary: CVE-2019-14806 of a planted image's werkzeug"),
        ({"Metadata": {"ImageID": ID}}, "it did not report its canary"),
    ],
)
def test_one_that_misses_what_is_planted_is_doubted(there: There, planted: Any, words: str) -> None:
    there.says(planted, report())
    assert words in there.said()


def test_a_package_that_it_did_not_look_up_and_another_image_are_doubts(there: There) -> None:
    more = replace(IMAGE, id="sha256:x", python=IMAGE.python | {("hidden", "1")})
    said = there.said(more)
    assert "it read 3 of 4 packages installed in the image, not hidden 1 (python)" in said
    assert f"its report is of {ID}, the image is sha256:x" in said


def test_a_database_of_long_ago_is_doubted(there: There) -> None:
    there.says(PLANTED, report(), VulnerabilityDB={"UpdatedAt": "2026-08-01T00:00:00Z"})
    assert "its data are 118 days old, at most 30 are good" in there.said()


def test_without_a_database_it_is_not_possible_and_says_why(there: There) -> None:
    there.says(PLANTED, report(), offline="the registry is out of reach", VulnerabilityDB=None)
    said = there.outcome()
    assert isinstance(said, NotPossible)
    assert said.why == "it has no database, and none can be fetched: the registry is out of reach"


def test_out_of_reach_it_goes_on_with_the_database_that_it_has(there: There) -> None:
    there.says(PLANTED, report(), offline="the registry is out of reach")
    assert there.said() == ""


def test_one_that_leaves_no_report_did_not_look(there: There) -> None:
    (there.folder / "trivy").write_text("#!/bin/sh\necho FATAL >&2\nexit 1\n")
    said = there.outcome()
    assert isinstance(said, Broken)
    assert "trivy left no report (exit 1): FATAL" in said.why


@pytest.mark.parametrize(
    ("severity", "fixed", "level"),
    [
        ("CRITICAL", "9", Level.ERROR),
        ("HIGH", "9", Level.ERROR),
        ("MEDIUM", "9", Level.WARNING),
        ("LOW", "9", Level.NOTE),
        ("UNKNOWN", "9", Level.NOTE),
        ("CRITICAL", "", Level.NOTE),
    ],
)
def test_what_a_version_mends_blocks_and_the_rest_advises(
    there: There, severity: str, fixed: str, level: Level
) -> None:
    there.says(PLANTED, report(flaw("libc6", "CVE-1", severity, fixed)))
    (found,) = there.looks().findings
    assert (found.rule, found.place, found.level) == ("CVE-1", "image ukp-production", level)
    assert found.message == f"libc6 1 is vulnerable, mended in {fixed or 'no version yet'}"


def test_its_database_lies_where_its_user_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIVY_CACHE_DIR", "/var/cache/trivy")
    assert trivy.cache() == Path("/var/cache/trivy")
    monkeypatch.delenv("TRIVY_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/home/me/cache")
    assert trivy.cache() == Path("/home/me/cache/trivy")
