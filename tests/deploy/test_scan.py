"""A scan that could not look is not a clean one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

PATH = Path(__file__).resolve().parents[2] / "deploy/images/app/scan.py"
SPECIFICATION = importlib.util.spec_from_file_location("scan", PATH)
assert SPECIFICATION
assert SPECIFICATION.loader
scan = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(scan)

FILES = {"app/main.py", "app/server.py"}
PACKAGES = {"fastapi": "0.1", "flask": "0.12.2"}
CANARY = {"package_name": "flask", "vulnerability_id": "36388"}


def bandit(**changes: Any) -> dict[str, Any]:
    return {"errors": [], "metrics": {name: {} for name in [*FILES, "_totals"]}, "results": [], **changes}


def safety(**changes: Any) -> dict[str, Any]:
    return {"scanned_packages": {name: {} for name in PACKAGES}, "vulnerabilities": [CANARY], **changes}


def test_a_clean_source_passes_and_says_how_much_was_read() -> None:
    assert scan.judge_bandit(bandit(), FILES) == "bandit examined 2 files and found nothing"


@pytest.mark.parametrize(
    ("report", "files", "words"),
    [
        (
            bandit(errors=[{"filename": "app/main.py", "reason": "syntax error"}]),
            FILES,
            "could not read app/main.py",
        ),
        (bandit(metrics={"app/main.py": {}}), FILES, r"examined 1 of 2 files: \['app/server.py'\]"),
        (bandit(), set(), "examined 0 of 0"),
        (
            bandit(
                results=[
                    {"filename": "app/main.py", "line_number": 3, "test_id": "B602", "issue_text": "shell"}
                ]
            ),
            FILES,
            "app/main.py:3 B602 shell",
        ),
    ],
)
def test_a_source_that_is_bad_or_unread_fails(report: dict[str, Any], files: set[str], words: str) -> None:
    with pytest.raises(scan.ScanError, match=words):
        scan.judge_bandit(report, files)


def test_clean_packages_pass_when_the_canary_was_seen() -> None:
    assert scan.judge_safety(64, safety(), PACKAGES) == "safety examined 1 packages and found nothing"


@pytest.mark.parametrize(
    ("status", "report", "words"),
    [
        (1, None, "service could not be reached"),
        (0, None, "service could not be reached"),
        (0, safety(vulnerabilities=[]), "does not know flask 0.12.2"),
        (64, safety(scanned_packages={"flask": {}}), r"examined 1 of 2 packages, not \['fastapi'\]"),
        (
            64,
            safety(vulnerabilities=[CANARY, {"package_name": "FastAPI", "vulnerability_id": "7"}]),
            "fastapi 0.1: 7",
        ),
    ],
)
def test_packages_that_are_bad_or_unseen_fail(status: int, report: dict[str, Any] | None, words: str) -> None:
    with pytest.raises(scan.ScanError, match=words):
        scan.judge_safety(status, report, PACKAGES)


def test_the_lock_is_read_and_does_not_hold_the_canary() -> None:
    packages = scan.locked(PATH.parents[3] / "requirements/service.lock")
    assert packages["fastapi"]
    assert scan.CANARY_NAME not in packages


def test_a_lock_that_leaves_a_version_open_is_not_scanned(tmp_path: Path) -> None:
    lock = tmp_path / "shop.lock"
    lock.write_text("fastapi>=0.1\nflask==0.12.2\n")
    with pytest.raises(scan.ScanError, match=r"leaves versions open: fastapi>=0\.1"):
        scan.locked(lock)
