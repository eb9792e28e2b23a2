"""gitleaks: secrets in the whole history. No comment, no list of exceptions and no settings silence it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from deploy.scan import commands
from deploy.scan.model import Canary, Coverage, Finding, Level, Looked, NotPossibleError
from deploy.scan.sources import git
from deploy.scan.work import Work

RULE = "private-key"
_SCANNED = re.compile(r"(?P<number>\d+) commits scanned")
_WHO = ("-c", "user.name=canary", "-c", "user.email=canary@example.com", "-c", "commit.gpgsign=false")


def scan(work: Work) -> Looked:
    """Scan a planted history whose last commit takes the secret out again, then our own."""
    if not (work.root / ".git").exists():
        raise NotPossibleError("this is no git checkout: there is no history to read")
    folder = work.folder("gitleaks")
    planted = plant(folder / "planted")
    caught, _ = _scan(work, planted, folder)
    doubts = ("the history is shallow: fetch the whole of it",) if _shallow(work.root) else ()
    exist = commits(git(work.root, "log", *_AS_GITLEAKS))
    report, said = _scan(work, work.root, folder)
    return Looked(
        tool="gitleaks",
        version=commands.version(commands.run([work.program("gitleaks"), "version"], folder, folder).out),
        canaries=(Canary(f"{RULE} in a commit that was undone", RULE in {one["RuleID"] for one in caught}),),
        coverage=Coverage("commits that add or change text", exist, scanned(said)),
        data=work.pinned(),
        native=work.keep("gitleaks.json", [redacted(one) for one in report]),
        findings=findings(report),
        doubts=doubts,
    )


_AS_GITLEAKS = ("--all", "--full-history", "--diff-filter=d", "--format=%x00", "--numstat")
"""The commits in which gitleaks has something to read: no merges, nothing that was only deleted."""


def commits(log: str) -> int:
    """Count the commits that change a line of text."""
    return sum(any(_text(line) for line in one.splitlines()) for one in log.split("\0"))


def _text(line: str) -> bool:
    added, _, rest = line.partition("\t")
    return added.isdigit() and (added != "0" or not rest.startswith("0\t"))


def scanned(said: str) -> int:
    """Return how many commits it says that it has scanned."""
    found = _SCANNED.search(said)
    return int(found["number"]) if found else 0


def redacted(one: dict[str, Any]) -> dict[str, Any]:
    """Return a finding without what it found: reports are kept and sent about."""
    return one | {"Secret": "REDACTED", "Match": "REDACTED"}


def findings(report: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return each secret once for a file and rule, however many commits have it."""
    by_name = {(one["RuleID"], one["File"], one["Secret"]): one for one in reversed(report)}
    return tuple(
        Finding(
            tool="gitleaks",
            rule=rule,
            place=path,
            line=int(one["StartLine"]),
            level=Level.ERROR,
            message=f"{one['Description']} Commit {one['Commit'][:12]}.",
            content=hashlib.sha256(secret.encode()).hexdigest(),
        )
        for (rule, path, secret), one in by_name.items()
    )


def plant(folder: Path) -> Path:
    """Make a history in which a private key came and went."""
    folder.mkdir()
    key = folder / "id_rsa"
    fence = "-----{} RSA PRIVATE " + "KEY-----"  # in two pieces, or this file would be one of its findings
    body = "\n".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(12))
    key.write_text(f"{fence.format('BEGIN')}\n{body}\n{fence.format('END')}\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", key.name)
    git(folder, *_WHO, "commit", "--quiet", "--no-verify", "--message=planted")
    git(folder, "rm", "--quiet", key.name)
    git(folder, *_WHO, "commit", "--quiet", "--no-verify", "--message=undone")
    return folder


def _scan(work: Work, root: Path, folder: Path) -> tuple[list[dict[str, Any]], str]:
    left, nothing = folder / "report.json", folder / "nothing"
    command: list[commands.Word] = [
        work.program("gitleaks"),
        "git",
        "--no-banner",
        "--no-color",
        "--exit-code",
        "0",
    ]
    command += ["--config", _defaults(folder), "--ignore-gitleaks-allow", "--gitleaks-ignore-path", nothing]
    command += ["--report-format", "json", "--report-path", left, "."]
    answer = commands.run(command, root, folder)
    text = left.read_text(encoding="utf-8") if left.exists() else ""
    left.unlink(missing_ok=True)
    return commands.report("gitleaks", text, answer), answer.err


def _defaults(folder: Path) -> Path:
    """Return settings that are the tool's own: one that lies in the tree could leave rules out."""
    settings = folder / "settings.toml"
    settings.write_text("[extend]\nuseDefault = true\n", encoding="utf-8")
    return settings


def _shallow(root: Path) -> bool:
    return git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
