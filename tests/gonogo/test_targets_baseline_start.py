"""A baseline of a git revision runs what that revision had, beside a candidate that is as fresh."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gonogo.core.secrets import Secrets
from gonogo.instruments.probe.ask import probe
from gonogo.options import Options
from gonogo.targets.base import TargetError
from gonogo.targets.baseline import beside_baseline
from gonogo.targets.choose import choose
from gonogo.targets.context import Context
from gonogo.targets.local import Local
from tests.judging import contract

SERVER = """
import http.server, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "{length}")
        self.end_headers()
        self.wfile.write(b"{word}")
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
LATENCY = {"journeys": [{"name": "list", "path": "/", "rate_per_second": 5}]}
STARTED: dict[str, Any] = {
    "ready": "/",
    "start_seconds": 30,
    "local": {"command": ["{python}", "-m", "served", "{port}"]},
}


def git(folder: Path, *words: str) -> None:
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


def says(folder: Path, word: str) -> None:
    (folder / "served.py").write_text(SERVER.format(word=word, length=len(word)))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A repository whose last commit answers *old*, and whose files answer *new*."""
    folder, run = tmp_path / "source", tmp_path / "run"
    folder.mkdir()
    run.mkdir()
    git(folder, "init", "--quiet")
    says(folder, "old")
    git(folder, "add", "served.py")
    git(folder, "commit", "--quiet", "-m", "one")
    says(folder, "new")
    options = Options("local", folder / "gonogo.yaml", (), None, (), False, run, baseline="HEAD")
    return Context("run", run, options, contract(latency=LATENCY, deployment=STARTED), Secrets())


def test_what_runs_is_what_the_revision_had(context: Context) -> None:
    target = choose(context)
    with beside_baseline(target) as pair:
        said = [probe(place.entry).text for place in (pair.candidate, pair.baseline)]
        pids = [
            pid for place in (pair.candidate, pair.baseline) for pid in (place.running.details or {}).values()
        ]
    assert said == ["new", "old"]
    assert pair.name.startswith("HEAD (")
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_a_revision_that_does_not_come_up_is_not_the_candidates_fault(context: Context) -> None:
    folder = context.options.contract.parent
    (folder / "served.py").write_text("raise SystemExit('no')")
    git(folder, "commit", "--quiet", "-am", "broken")
    says(folder, "new")
    with (
        pytest.raises(TargetError, match="the baseline did not come up for the comparison: "),
        beside_baseline(Local(context)),
    ):
        pass


def test_a_revision_is_started_as_its_own_contract_says(context: Context, tmp_path: Path) -> None:
    folder = context.options.contract.parent
    command = ["{python}", "-m", "served", "{port}"]
    (folder / "older.py").write_text(SERVER.format(word="older", length=5))
    own: dict[str, Any] = STARTED | {"local": {"command": [*command[:2], "older", "{port}"]}}
    for sections in ({"deployment": own}, {"deployment": own, "waivers": "none of them"}):
        context.options.contract.write_text(json.dumps({"service": "example"} | sections))
        git(folder, "add", "older.py", "gonogo.yaml")
        git(folder, "commit", "--quiet", "-m", "more")
        run = tmp_path / f"run of {len(sections)}"
        run.mkdir()
        with beside_baseline(choose(replace(context, directory=run))) as pair:
            said = [probe(place.entry).text for place in (pair.candidate, pair.baseline)]
        assert said == ["new", "older" if "waivers" not in sections else "old"]


def test_a_revision_is_one_commit_for_a_whole_run(context: Context) -> None:
    folder, target = context.options.contract.parent, choose(context)
    git(folder, "commit", "--quiet", "-am", "meanwhile")
    with beside_baseline(target) as pair:
        assert probe(pair.baseline.entry).text == "old"
    assert sorted(path.name for path in context.directory.iterdir() if "source" in path.name) == []


def test_an_unknown_revision_is_refused_before_anything_starts(context: Context) -> None:
    for named in ("v9", "--help", "HEAD:served.py"):
        options = replace(context.options, baseline=named)
        with pytest.raises(ValueError, match=r"or a git revision, and .*source has no git revision "):
            choose(replace(context, options=options))
