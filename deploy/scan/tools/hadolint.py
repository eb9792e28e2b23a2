"""hadolint: Dockerfiles. No pragma in them and no settings beside them switch a rule off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deploy.scan import commands
from deploy.scan.model import Canary, Finding, Level, Looked
from deploy.scan.sources import files
from deploy.scan.work import Work

CANARY = "FROM debian:latest\nRUN sudo apt-get install curl\n"
KNOWN = ("DL3004", "DL3007")
UNREAD = "DL1000"
"""It could not parse the file, and so looked at nothing in it."""
_LEVELS = {"error": Level.ERROR, "warning": Level.WARNING}


def scan(work: Work) -> Looked:
    """Lint each Dockerfile by itself: one list for all would not tell which were read."""
    source, folder = files(work.root, "dockerfiles"), work.folder("hadolint")
    settings, planted = folder / "settings.yaml", folder / "Dockerfile"
    settings.write_text("{}\n", encoding="utf-8")
    planted.write_text(CANARY, encoding="utf-8")
    program = work.program("hadolint")
    lint: list[commands.Word] = [
        program,
        "--config",
        settings,
        "--disable-ignore-pragma",
        "--no-fail",
        "--format",
        "json",
    ]
    reports = {path: _lint(lint, path, work.root, folder) for path in (*source.exist, str(planted))}
    caught = {one["code"] for one in reports.pop(str(planted))}
    return Looked(
        tool="hadolint",
        version=commands.version(commands.run([program, "--version"], folder, folder).out),
        canaries=tuple(Canary(f"{rule} in a planted Dockerfile", rule in caught) for rule in KNOWN),
        coverage=source.covered("Dockerfiles", read(reports)),
        data=work.pinned(),
        native=work.keep("hadolint.json", [one for found in reports.values() for one in found]),
        findings=findings([one for found in reports.values() for one in found]),
    )


def _lint(lint: list[commands.Word], path: str, root: Path, home: Path) -> list[dict[str, Any]]:
    answer = commands.run([*lint, path], root, home)
    found: list[dict[str, Any]] = commands.report("hadolint", answer.out, answer)
    return found


def read(reports: dict[str, list[dict[str, Any]]]) -> set[str]:
    """Return the files that it could parse."""
    return {path for path, found in reports.items() if UNREAD not in {one["code"] for one in found}}


def findings(report: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return what it found. What it calls info and style advises."""
    return tuple(
        Finding(
            tool="hadolint",
            rule=str(one["code"]),
            place=str(one["file"]),
            line=int(one["line"]),
            level=_LEVELS.get(one["level"], Level.NOTE),
            message=str(one["message"]),
            content=str(one["message"]),
        )
        for one in report
    )
