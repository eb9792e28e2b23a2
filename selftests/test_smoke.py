"""Smoke is harmless: it only reads, and little."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from benchmarks.front import fronted
from benchmarks.release import released
from selftests.gate import ROOT, command, environment

MOST_REQUESTS = 60
PRIVATE = ("/metrics", "/docs", "/openapi.json")


def test_it_reads_and_sends_at_most_sixty_requests(tmp_path: Path) -> None:
    with released() as release, fronted(release, PRIVATE) as (url, seen), fronted(release) as (replica, more):
        words = command(ROOT / "release.yaml", "-m", "smoke", f"--target={url}", out=tmp_path / "out")
        done = subprocess.run(
            [*words, f"--replica={replica}"],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    verdict = json.loads((tmp_path / "out" / "verdict.json").read_text())
    assert (verdict["verdict"], done.returncode) == ("GO", 0), done.stdout
    assert len(verdict["scope"]["selected"]) >= 12
    assert {line.split()[0] for line in seen + more} <= {"GET", "HEAD", "OPTIONS"}
    assert 12 <= len(seen + more) <= MOST_REQUESTS
