"""The stand-in for osv.dev answers from the database that was given, and from nothing else."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from deploy.scan.model import NotPossibleError, ScanError
from deploy.scan.osv import answer, service
from deploy.scan.packages import database
from gonogo.instruments.scanners.advisories import Advisory

KNOWN = (
    Advisory("PYSEC-1", "flask", (">=0,<0.12.3", "==1.0rc1"), ("0.12.3",), "CVE-1"),
    Advisory("PYSEC-2", "flask", (">=2.0",), (), ""),
)


def asked(version: str, name: str = "flask") -> dict[str, Any]:
    return {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}


@pytest.mark.parametrize(
    ("version", "ids"),
    [
        ("0.12.2", ["PYSEC-1"]),
        ("0.12.3", []),
        ("1.0rc1", ["PYSEC-1"]),
        ("2.1", ["PYSEC-2"]),
        ("no version", []),
    ],
)
def test_a_version_has_what_its_advisories_say(version: str, ids: list[str]) -> None:
    assert [one["id"] for one in answer(asked(version), KNOWN).get("vulns", [])] == ids


def test_nothing_known_is_an_empty_answer_as_osv_gives_it() -> None:
    assert answer(asked("0.12.2", "django"), KNOWN) == {}


def test_a_record_has_its_other_name_and_the_version_that_mends_it() -> None:
    (record,) = answer(asked("0.12.2", "Flask"), KNOWN)["vulns"]
    assert record["aliases"] == ["CVE-1"]
    assert record["affected"][0]["ranges"][0]["events"] == [{"introduced": "0"}, {"fixed": "0.12.3"}]


def test_it_is_served_on_the_loopback_address() -> None:
    with service(KNOWN) as url:
        assert url.startswith("http://127.0.0.1:")
        request = urllib.request.Request(url, json.dumps(asked("2.1")).encode())
        with urllib.request.urlopen(request, timeout=5) as said:
            assert json.load(said)["vulns"][0]["id"] == "PYSEC-2"


def test_no_database_is_not_possible_and_says_how_to_give_one() -> None:
    with pytest.raises(NotPossibleError, match="GONOGO_ADVISORIES"):
        database(None)


def test_what_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>")
    with pytest.raises(ScanError, match="not a database of advisories"):
        database(tmp_path / "page.html")
