"""Each scanner by its real program: it reports its canary, sees what is bad, is doubted where it is blind."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.scan import imagefile, install
from deploy.scan.judge import doubts
from deploy.scan.model import Looked, NotPossibleError, ScanError
from deploy.scan.sources import git
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
from deploy.scan.work import Work
from selftests.scan.shop import FILES, database, image, open_shop

SECRET = "AKIA" + "Q3EGRVZLT5DKW7XM"  # in two pieces, or this file would be one of the history's findings
BAD = {
    "bandit": (bandit.scan, {"app/bad.py": bandit.CANARY}, "B602"),
    "hadolint": (hadolint.scan, {"bad.Dockerfile": hadolint.CANARY}, "DL3004"),
    "zizmor": (zizmor.scan, {".github/workflows/bad.yml": zizmor.CANARY}, "template-injection"),
    "actionlint": (actionlint.scan, {".github/workflows/bad.yml": actionlint.CANARY}, "expression"),
    "gitleaks": (gitleaks.scan, {"settings.py": f'aws_key = "{SECRET}"\n'}, "aws-access-token"),
}
UNREADABLE = {
    "bandit": (bandit.scan, {"app/broken.py": "def (:\n"}, "not app/broken.py"),
    "hadolint": (hadolint.scan, {"broken.Dockerfile": 'FROM x\nRUNN foo "\n'}, "not broken.Dockerfile"),
    "zizmor": (zizmor.scan, {".github/workflows/broken.yml": "on: [\n a: b: c\n"}, "broken.yml"),
    "actionlint": (
        actionlint.scan,
        {".github/workflows/broken.yml": "on: [\n a: b: c\n"},
        "broken.yml",
    ),
}
PROGRAMS = {"hadolint": hadolint.scan, "zizmor": zizmor.scan, "gitleaks": gitleaks.scan}
_BLIND = """#!/bin/sh
for word; do
    case $last in --report-path) echo "[]" >"$word" ;; esac
    last=$word
done
echo "[]"
"""
WHO = {
    "PATH": os.environ["PATH"],
    **{
        f"GIT_{who}_{what}": "shop@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
}
Scan = Callable[[Work], Looked]


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    assert install.provide() == {}


def said(looked: Looked, work: Work) -> str:
    return "; ".join(doubts(looked, work.now))


@pytest.mark.parametrize(("scan", "_files", "_rule"), BAD.values(), ids=BAD)
def test_in_a_shop_that_is_well_a_tool_reports_its_canary_and_nothing_else(
    tmp_path: Path, scan: Scan, _files: object, _rule: str
) -> None:
    work = open_shop(tmp_path)
    looked = scan(work)
    assert said(looked, work) == ""
    assert [one for one in looked.findings if one.level.blocks] == []
    assert all(one.reported for one in looked.canaries)
    assert looked.version
    assert (work.out / looked.native).is_file()


@pytest.mark.parametrize(("scan", "files", "rule"), BAD.values(), ids=BAD)
def test_a_tool_finds_what_is_bad(tmp_path: Path, scan: Scan, files: dict[str, str], rule: str) -> None:
    work = open_shop(tmp_path, files)
    looked = scan(work)
    assert rule in {one.rule for one in looked.findings if one.level.blocks}
    assert SECRET not in (work.out / looked.native).read_text()


def test_an_action_of_the_same_repository_is_read_as_one(tmp_path: Path) -> None:
    workflow = FILES[".github/workflows/verify.yml"] + "      - uses: $/.github/actions/verify\n"
    work = open_shop(tmp_path, {".github/workflows/verify.yml": workflow})
    for scan in (actionlint.scan, zizmor.scan):
        looked = scan(work)
        assert (looked.findings, said(looked, work)) == ((), "")


@pytest.mark.parametrize(("scan", "files", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_tool_that_cannot_read_a_file_is_doubted(
    tmp_path: Path, scan: Scan, files: dict[str, str], words: str
) -> None:
    work = open_shop(tmp_path, files)
    assert words in said(scan(work), work)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_that_finds_nothing_anywhere_is_doubted(tmp_path: Path, name: str) -> None:
    work = open_shop(tmp_path)
    blind = tmp_path / "bin" / name
    blind.parent.mkdir()
    blind.write_text(_BLIND)
    blind.chmod(blind.stat().st_mode | stat.S_IXUSR)
    assert "it did not report its canary" in said(PROGRAMS[name](replace(work, programs=blind.parent)), work)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_that_says_nothing_did_not_look(tmp_path: Path, name: str) -> None:
    mute = tmp_path / "bin" / name
    mute.parent.mkdir()
    mute.symlink_to("/bin/true")
    with pytest.raises(ScanError, match="left no report"):
        PROGRAMS[name](replace(open_shop(tmp_path), programs=mute.parent))


SILENCED = {
    "settings.py": f'aws_key = "{SECRET}"  # gitleaks:allow\n',
    ".gitleaks.toml": '[allowlist]\npaths = [".*"]\n',
    "bad.Dockerfile": "FROM debian:13-slim\n# hadolint ignore=DL3004\nRUN sudo true\n",
    ".hadolint.yaml": "ignored: [DL3004]\n",
    ".github/zizmor.yml": "rules:\n  template-injection:\n    disable: true\n",
    ".github/workflows/bad.yml": zizmor.CANARY.rstrip() + " # zizmor: ignore[template-injection]\n",
}


@pytest.mark.parametrize(
    ("scan", "rule"),
    [
        (gitleaks.scan, "aws-access-token"),
        (hadolint.scan, "DL3004"),
        (zizmor.scan, "template-injection"),
    ],
)
def test_settings_and_comments_of_the_tree_silence_nobody(tmp_path: Path, scan: Scan, rule: str) -> None:
    assert rule in {one.rule for one in scan(open_shop(tmp_path, SILENCED)).findings}


def test_a_shallow_history_is_doubted(tmp_path: Path) -> None:
    work = open_shop(tmp_path)
    (work.root / ".git" / "shallow").write_text(git(work.root, "rev-parse", "HEAD"))
    assert "the history is shallow" in said(gitleaks.scan(work), work)


def test_of_a_history_every_commit_counts_in_which_there_is_something_to_read(tmp_path: Path) -> None:
    work = open_shop(tmp_path, {"a.py": "A = 1\n" * 9, "b.py": "B = 1\n"})
    for line in (
        "git checkout -qb other && echo 2 >>a.py && git commit -qam changed",
        "git checkout -q - && git rm -q b.py && git commit -qm 'a file goes'",
        "git mv app/main.py app/moved.py && git commit -qm 'a file moves'",
        "printf '\\000\\001' >picture.png && git add . && git commit -qm 'a picture comes'",
        "git merge -q --no-edit other",
        "sed -i '$d' a.py && git commit -qam 'a line goes'",
    ):
        subprocess.run(line, shell=True, check=True, cwd=work.root, env=WHO, timeout=30)  # noqa: S602 - ours
    covered = gitleaks.scan(work).coverage
    assert (covered.exist, covered.scanned) == (3, 3)


def test_a_tree_without_a_history_cannot_be_scanned_for_one(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleError, match="no git checkout"):
        gitleaks.scan(replace(open_shop(tmp_path), root=tmp_path))


@pytest.mark.parametrize("scan", [safety.scan, pip_audit.scan], ids=["safety", "pip-audit"])
def test_packages_are_held_against_the_database(tmp_path: Path, scan: Scan) -> None:
    known = database(tmp_path, "flask", "till")
    work = open_shop(tmp_path, {"requirements/shop.lock": "till==0.9\npackaging==26.3\n"}, known)
    looked = scan(work)
    assert [(one.rule, one.place) for one in looked.findings] == [("PYSEC-till", "requirements/shop.lock")]
    assert said(looked, work) == ""
    assert (looked.coverage.exist, looked.coverage.scanned) == (3, 3)


@pytest.mark.parametrize("scan", [safety.scan, pip_audit.scan], ids=["safety", "pip-audit"])
@pytest.mark.parametrize(
    ("packages", "age_days", "words"),
    [
        (("till",), 1.0, "it did not report its canary: flask==0.12.2"),
        (("flask",), 40.0, "its data are 40 days old"),
    ],
)
def test_a_database_that_knows_too_little_is_doubted(
    tmp_path: Path, scan: Scan, packages: tuple[str, ...], age_days: float, words: str
) -> None:
    work = open_shop(tmp_path, advisories=database(tmp_path, *packages, age_days=age_days))
    assert words in said(scan(work), work)


def test_an_image_is_listed_as_it_says_of_itself(tmp_path: Path) -> None:
    work = open_shop(tmp_path)
    looked = syft.scan(work, image(tmp_path, imagefile.FILES))
    assert said(looked, work) == ""
    assert (looked.coverage.exist, looked.coverage.scanned) == (2, 2)
    assert (work.out / "native" / syft.SBOM).is_file()


def test_a_list_that_lacks_a_package_or_is_of_another_image_is_doubted(tmp_path: Path) -> None:
    work = open_shop(tmp_path)
    hidden = image(
        tmp_path, imagefile.FILES, python=frozenset({("planted", "0.1"), ("hidden", "1")}), id="sha256:x"
    )
    words = said(syft.scan(work, hidden), work)
    assert "it read 2 of 3 packages installed in the image, not hidden 1 (python)" in words
    assert "the image is sha256:x" in words


@pytest.mark.parametrize(("system", "words"), [(True, ""), (False, "a test that this image has to fail")])
def test_an_image_that_runs_as_root_is_refused(tmp_path: Path, system: bool, words: str) -> None:
    files = {"usr/local/bin/pip": b"#!/bin/sh\n"} | ({"etc/os-release": b"ID=debian\n"} if system else {})
    work = open_shop(tmp_path)
    looked = structure.scan(work, image(tmp_path, files), "tar")
    assert words in said(looked, work)
    assert bool(words) is bool(said(looked, work))
    assert {"metadata-test", "no-installer-of-packages-beside-it"} <= {one.rule for one in looked.findings}
