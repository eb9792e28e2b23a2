"""Scan the release: its source with bandit, its packages with safety.

Usage: python -m deploy.images.app.scan SOURCE_FOLDER LOCK_FILE. Exit status 0 only when both looked and found
nothing. Each tool can say 0 without having looked, so an answer is judged by what was examined: every file,
every package, and one package that is known to be vulnerable.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gonogo.instruments.errors import TargetError
from gonogo.instruments.scanners.bandit import run_bandit
from gonogo.instruments.scanners.locks import canonical, read_lock

# Any database that knows advisories knows this one (CVE-2018-1000656).
CANARY_NAME, CANARY_VERSION = "flask", "0.12.2"
SAFETY_SECONDS = 120.0


class ScanError(Exception):
    """A scan that found something, or that could not look. Its text says which."""


def judge_bandit(report: dict[str, Any], files: set[str]) -> str:
    """Judge bandit's JSON report by the files that it had to read."""
    if report["errors"]:
        unread = ", ".join(f"{error['filename']}: {error['reason']}" for error in report["errors"])
        raise ScanError(f"bandit could not read {unread}")
    unseen = files - set(report["metrics"])
    if unseen or not files:
        raise ScanError(
            f"bandit examined {len(files) - len(unseen)} of {len(files)} files: {sorted(unseen)[:5]}"
        )
    found = [
        f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}"
        for one in report["results"]
    ]
    if found:
        raise ScanError("bandit found:\n  " + "\n  ".join(found))
    return f"bandit examined {len(files)} files and found nothing"


def judge_safety(status: int, report: dict[str, Any] | None, packages: dict[str, str]) -> str:
    """Judge safety's exit status and JSON report of the packages, among which is the canary."""
    if report is None or status not in {0, 64}:
        raise ScanError(
            f"safety's service could not be reached or did not answer (exit status {status}): "
            "the packages are not scanned; build this target where it can be reached"
        )
    scanned = {canonical(name) for name in report["scanned_packages"]}
    if missing := set(packages) - scanned:
        raise ScanError(
            f"safety examined {len(scanned)} of {len(packages)} packages, not {sorted(missing)[:5]}"
        )
    found = {
        (canonical(one["package_name"]), str(one["vulnerability_id"])) for one in report["vulnerabilities"]
    }
    if not any(name == CANARY_NAME for name, _ in found):
        raise ScanError(
            f"safety does not know {CANARY_NAME} {CANARY_VERSION} as vulnerable: its database is empty or old"
        )
    if real := sorted(f"{name} {packages[name]}: {number}" for name, number in found if name != CANARY_NAME):
        raise ScanError("safety found:\n  " + "\n  ".join(real))
    return f"safety examined {len(packages) - 1} packages and found nothing"


def locked(path: Path) -> dict[str, str]:
    """Each package of a lock file with its version."""
    lock = read_lock(path)
    if left := (*lock.unpinned, *lock.by_content, *lock.unread):
        raise ScanError(f"the lock leaves versions open: {', '.join(left)}")
    return dict(lock.packages)


def scan_source(folder: Path) -> str:
    """Run bandit over every Python file of the folder."""
    whole = folder.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            report = run_bandit([whole], Path(scratch))
        except TargetError as broken:
            raise ScanError(str(broken)) from None
    return judge_bandit(report, {str(path) for path in whole.rglob("*.py")})


def scan_packages(lock: Path) -> str:
    """Run safety over the lock file's packages and the canary."""
    packages = {**locked(lock), CANARY_NAME: CANARY_VERSION}
    with tempfile.TemporaryDirectory() as folder:
        listed, report = Path(folder) / "requirements.txt", Path(folder) / "report.json"
        listed.write_text("".join(f"{name}=={version}\n" for name, version in packages.items()))
        command = [
            sys.executable,
            "-m",
            "safety",
            "--disable-optional-telemetry",
            "check",
            "--file",
            str(listed),
            "--save-json",
            str(report),
        ]
        try:
            status = subprocess.run(
                command, capture_output=True, check=False, timeout=SAFETY_SECONDS
            ).returncode
        except subprocess.TimeoutExpired:
            status = -1
        return judge_safety(status, json.loads(report.read_text()) if report.exists() else None, packages)


def main(folder: str, lock: str) -> int:
    """Run both scans, whatever the first one says."""
    failed = False
    for scan, subject in ((scan_source, folder), (scan_packages, lock)):
        try:
            print(scan(Path(subject)), flush=True)
        except ScanError as problem:
            print(f"scan failed: {problem}", flush=True)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
