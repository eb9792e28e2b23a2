from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from gonogo.instruments.scanners.advisories import read_advisories
from gonogo.instruments.scanners.bandit import silences_everything
from gonogo.targets.base import TargetError

TEXT = """id: PYSEC-1
affected:
- package: {name: Till_Roll, ecosystem: PyPI}
  ranges:
  - {type: GIT, repo: https://example.org, events: [{introduced: '0'}]}
  - type: ECOSYSTEM
    events: [{introduced: '0'}, {fixed: '1.2'}, {introduced: '2.0'}, {last_affected: '2.3'}]
  versions: [1.0rc1, 2004d-1-2]
- package: {name: till, ecosystem: npm}
aliases: [GHSA-1, CVE-1]
modified: 2024-01-02T03:04:05.000001Z
"""


def packed(folder: Path, kind: str) -> Path:
    place = folder / f"advisories.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("vulns/till/PYSEC-1.yaml", TEXT)
        return place
    with tarfile.open(place, "w:gz") as archive:
        member = tarfile.TarInfo("vulns/till/PYSEC-1.yaml")
        member.size = len(TEXT.encode())
        archive.addfile(member, io.BytesIO(TEXT.encode()))
    return place


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_is_read_with_ranges_versions_and_the_last_change(tmp_path: Path, kind: str) -> None:
    found = read_advisories(packed(tmp_path, kind))
    (one,) = found.known
    assert (one.id, one.package, one.other_name) == ("PYSEC-1", "till-roll", "CVE-1")
    assert one.specifiers == (">=0,<1.2", ">=2.0,<=2.3", "==1.0rc1")
    assert one.fixed == ("1.2",)
    assert found.newest
    assert found.newest.date().isoformat() == "2024-01-02"


def test_what_was_withdrawn_is_not_known_and_tells_the_age(tmp_path: Path) -> None:
    record = {"id": "PYSEC-2", "affected": [], "published": "2025-01-01T00:00:00Z", "withdrawn": "2025-02-01"}
    (tmp_path / "PYSEC-2.json").write_text(json.dumps(record))
    found = read_advisories(tmp_path)
    assert (found.known, found.newest and found.newest.year) == ((), 2025)


def test_an_empty_folder_knows_nothing(tmp_path: Path) -> None:
    assert read_advisories(tmp_path).newest is None


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>")
    with pytest.raises(TargetError, match=r"page\.html: not a database of advisories"):
        read_advisories(tmp_path / "page.html")
    with pytest.raises(TargetError, match="not a database"):
        read_advisories(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "comment",
    [
        "# nosec", "#nosec", "#  nosec:", "# NOSEC", "# Nosec", "# nosec reviewed in sec_team ticket",
        "# nosec B999", "# nosec: B999, B1", "# nosec B60", "# nosec no_such_test", "# nosecurity here",
        "# nosec # B602", "# noqa: S602 # nosec", "# nosec B602,seen", "# NOSEC: sec_team",
    ],
)  # fmt: skip
def test_a_comment_that_names_no_known_test_silences_all_of_them(comment: str) -> None:
    assert silences_everything(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "# nosec B602", "#nosec B602", "# nosec: B101, B602", "# nosec B101,B602", "# NOSEC B602",
        "# nosec assert_used", "# nosec B999 B602 - words are ours", "# noqa: S602 # nosec B602",
        "# nosec B301 # seen in sec_team ticket", "# seen: no secret", "# B602", "no comment: nosec",
    ],
)  # fmt: skip
def test_a_comment_that_names_a_known_test_or_silences_nothing_is_good(comment: str) -> None:
    assert not silences_everything(comment)
