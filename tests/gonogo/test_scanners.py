from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from gonogo.instruments.scanners.advisories import read_advisories
from gonogo.instruments.scanners.locks import read_lock
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
    ("text", "packages", "unpinned"),
    [
        ("Till.Roll==1.0 \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\n", (("till-roll", "1.0"),), ()),
        ('till[fast]==1.0 ; python_version >= "3.8"', (("till", "1.0"),), ()),
        ("till===1.0+local  # why", (("till", "1.0+local"),), ()),
        ("--index-url https://example.org/simple\n# a comment\n\n", (), ()),
        ("till\nscale>=1\nbelt==1.*", (), ("till", "scale>=1", "belt==1.*")),
        ("-e .\n-r other.txt\ntill @ git+https://example.org/till#egg=till", (), (
            "-e .", "-r other.txt", "till @ git+https://example.org/till#egg=till")),
        ("till==1.0\ntill==1.0", (("till", "1.0"),), ()),
    ],
)  # fmt: skip
def test_a_lock_is_read_line_by_line(
    text: str, packages: tuple[tuple[str, str], ...], unpinned: tuple[str, ...]
) -> None:
    found = read_lock(text)
    assert (found.packages, found.unpinned) == (packages, unpinned)
