"""What is read and not run: lint, types, and the scan of the source and of its history, at the same time.

A scanner that is out of reach is *not possible here*, as the scan says. Exit status 0, or 1 where one is
not well.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from deploy.setup.commands import ROOT, environment

_SECONDS = 540.0
READERS = {
    "lint": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy", "."),
    "scan": ("-m", "deploy.scan", "--image="),
}


def read(name: str) -> tuple[str, int]:
    """Run one; returns what it said and its exit status, 1 where it does not end."""
    command = [sys.executable, *READERS[name]]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {_SECONDS:g} s", 1
    return done.stdout.strip(), done.returncode


def main() -> int:
    """Run all of them, and tell them one after the other. 0 when all are well, else 1."""
    with ThreadPoolExecutor(len(READERS)) as pool:
        said = dict(zip(READERS, pool.map(read, READERS), strict=True))
    for name, (text, status) in said.items():
        print(f"{name}: exit status {status}\n{text}\n", flush=True)
    return 1 if any(status for _, status in said.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
