"""Both scanners run for real: they need neither a network nor a service."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gonogo.suites.security.experiments.packages import scan_the_packages
from gonogo.suites.security.experiments.source import scan_the_source
from gonogo.suites.security.observations.canary import Canary
from gonogo.targets.base import TargetError
from tests.judging import done
from tests.suites.security.scans import CONTRACT

RUN = """import subprocess

LOOKS_LIKE_ONE = "# nosec"


def run(words):
    subprocess.call(words, shell=True)
    subprocess.call(words, shell=True)  # nosec: seen
    subprocess.call(words, shell=True)  # nosec B602 - words are ours
    subprocess.call(words, shell=True)  # nosec B999
    subprocess.call(
        words,  # nosec reviewed in sec_team ticket
        shell=True,
    )
"""


@dataclass(frozen=True)
class Place:
    source: Path
    advisories: Path | None = None


def scan_source(folder: Path) -> Any:
    return done(scan_the_source, Place(folder), CONTRACT)


def record(number: int, package: str, events: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    affected = [
        {
            "package": {"name": package, "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": events}],
        }
    ]
    return {"id": f"PYSEC-{number}", "modified": "2020-02-02T00:00:00Z", "affected": affected, **more}


def test_source_is_counted_read_and_judged_by_a_scanner_that_sees_its_canary(tmp_path: Path) -> None:
    source = tmp_path / "team.github.io"  # below `.git`, as far as bandit's own exclusions go
    shop = source / "shop"
    shop.mkdir(parents=True)
    (shop / "run.py").write_text(RUN)
    (shop / "old.py").write_text("print 'till'\n")
    (shop / ".bandit").write_text("[bandit]\nskips = B602\n")  # settings of the release's own do not count
    seen = scan_source(source)
    assert seen.files == ("shop/old.py", "shop/run.py")
    assert set(seen.read) | {one.file for one in seen.unread} == set(seen.files)
    assert [one.file for one in seen.unread] == ["shop/old.py"]
    assert [(w.file, w.line, w.severity) for w in seen.weaknesses if w.test == "B602"] == [
        ("shop/run.py", 7, "high")
    ]
    assert [(one.file, one.line) for one in seen.silenced] == [("shop/run.py", line) for line in (8, 10, 12)]
    assert all(canary.reported for canary in seen.canaries)


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    seen = scan_source(tmp_path)
    assert (seen.files, seen.read) == ((), ())


def test_packages_are_looked_up_in_the_database_that_is_named(tmp_path: Path) -> None:
    advisories = tmp_path / "advisories"
    advisories.mkdir()
    records = [
        record(1, "Flask", [{"introduced": "0"}, {"fixed": "0.12.3"}], aliases=["CVE-1"]),
        record(2, "till", [{"introduced": "1.0"}, {"fixed": "1.1"}, {"introduced": "2.0"}]),
        record(3, "scale", [{"introduced": "3.0"}]),
    ]
    (advisories / "all.json").write_text("[]")
    for one in records:
        (advisories / f"{one['id']}.json").write_text(json.dumps(one))
    (tmp_path / "shop.lock").write_text("till==2.5 \\\n    --hash=sha256:00\nScale==2.0\nbelt>=1  # open\n")
    seen = done(scan_the_packages, Place(tmp_path, advisories), CONTRACT)
    assert (seen.locked, seen.unpinned) == (("till==2.5", "scale==2.0"), ("belt>=1",))
    assert sorted(seen.scanned) == ["scale==2.0", "till==2.5"]
    assert [(v.package, v.version, v.advisory, v.fixed) for v in seen.vulnerabilities] == [
        ("till", "2.5", "PYSEC-2", ("1.1",))
    ]
    assert seen.canaries == (Canary("flask==0.12.2", reported=True),)
    assert (seen.advisories, seen.newest) == (3, "2020-02-02")
    assert seen.age_days
    assert seen.age_days > 365


def test_a_lock_that_is_not_there_is_our_trouble(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="cannot read the lock"):
        done(scan_the_packages, Place(tmp_path, tmp_path), CONTRACT)
