"""Run a scanner: a deadline, no settings of its user, and its own words where it did not look."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deploy.scan.model import ScanError
from deploy.setup.commands import Answer
from gonogo.instruments.scanners.environment import environment

SECONDS = 90.0
Word = str | Path
_NETWORK = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
_WORDS = 300


def run(command: Sequence[Word], folder: Path, home: Path, more: Mapping[str, str] | None = None) -> Answer:
    """Run it in a folder, with a home of its own; ScanError where it cannot be run or is late."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment(HOME=str(home), **(more or {})), capture_output=True,
            text=True, errors="replace", timeout=SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as absent:
        raise ScanError(f"{Path(words[0]).name} cannot be run: {absent.strerror}") from None
    except subprocess.TimeoutExpired:
        raise ScanError(f"{Path(words[0]).name} was not done within {SECONDS:.0f} s") from None
    return Answer(done.returncode, done.stdout, done.stderr)


def network() -> dict[str, str]:
    """Return what leads to the network here: proxies and authorities."""
    names = [*_NETWORK, *(name.lower() for name in _NETWORK)]
    return {name: os.environ[name] for name in names if name in os.environ}


def report(tool: str, text: str, answer: Answer) -> Any:
    """Read a tool's JSON; ScanError, with what it said, where there is none."""
    try:
        return json.loads(text)
    except ValueError:
        said = " ".join((answer.err or answer.out).split())[-_WORDS:]
        raise ScanError(f"{tool} left no report (exit {answer.status}): {said}") from None


def version(words: str) -> str:
    """Return the last word of what a tool says about its version."""
    return words.rsplit(maxsplit=1)[-1].removeprefix("v") if words.split() else ""
