"""zizmor: workflows, actions, settings of Dependabot and pre-commit. No comment in them silences it."""

from __future__ import annotations

import re
from typing import Any

from deploy.scan import commands
from deploy.scan.model import Canary, Finding, Level, Looked
from deploy.scan.sources import files
from deploy.scan.work import Work

CANARY = """on: issue_comment
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "${{ github.event.comment.body }}"
"""
KNOWN = ("template-injection", "dangerous-triggers")
_PLANTED = ".github/workflows/planted.yml"
_COMPLETED = re.compile(r"completed (?P<path>.+)$", re.MULTILINE)
_LEVELS = {"High": Level.ERROR}


def scan(work: Work) -> Looked:
    """Audit the canary, then every file by name: what it completed it says."""
    source, folder = files(work.root, "workflows"), work.folder("zizmor")
    planted = folder / _PLANTED
    planted.parent.mkdir(parents=True)
    planted.write_text(CANARY, encoding="utf-8")
    program = work.program("zizmor")
    audit: list[commands.Word] = [
        program,
        "--offline",
        "--no-config",
        "--no-ignores",
        "--no-progress",
        "--color",
        "never",
    ]
    audit += ["--no-exit-codes", "--format", "json-v1"]
    tried = commands.run([*audit, _PLANTED], folder, folder)
    caught = {one["ident"] for one in commands.report("zizmor", tried.out, tried)}
    answer = commands.run([*audit, *source.exist], work.root, folder)
    report = commands.report("zizmor", answer.out, answer)
    return Looked(
        tool="zizmor",
        version=commands.version(commands.run([program, "--version"], folder, folder).out),
        canaries=tuple(Canary(f"{rule} in a planted workflow", rule in caught) for rule in KNOWN),
        coverage=source.covered("workflows, actions and settings", completed(answer.err)),
        data=work.pinned(),
        native=work.keep("zizmor.json", report),
        findings=findings(report),
    )


def completed(said: str) -> set[str]:
    """Return the files of which it says that it has completed them."""
    return {path.strip() for path in _COMPLETED.findall(said)}


def findings(report: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return what it found, where its primary location is; everything blocks."""
    return tuple(_finding(one) for one in report)


def _finding(one: dict[str, Any]) -> Finding:
    primary = next(at for at in one["locations"] if at["symbolic"]["kind"] == "Primary")
    said = primary["symbolic"]["annotation"]
    return Finding(
        tool="zizmor",
        rule=str(one["ident"]),
        place=str(primary["symbolic"]["key"]["Local"]["verbatim_path"]),
        line=int(primary["concrete"]["location"]["start_point"]["row"]) + 1,
        level=_LEVELS.get(one["determinations"]["severity"], Level.WARNING),
        message=f"{one['desc']}: {said}",
        content=f"{said} {primary['concrete']['feature'].strip()}",
    )
