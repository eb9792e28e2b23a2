"""One start of a process, and why it failed: by its own fault, or by a port or a disk that is not its own."""

from __future__ import annotations

import errno
import re
import shutil
import socket
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from gonogo.targets.base import ReleaseDidNotStartError, TargetError, Trial
from gonogo.targets.failures import DISK_FULL, PORT_TAKEN, Failure
from gonogo.targets.local_end import kill_tree
from gonogo.targets.telling import last_lines

_OUTPUT_LINES = 50
_FULL_BYTES = 16 * 1024 * 1024
_TAKEN = re.compile(r"address already in use|eaddrinuse|only one usage of each socket address", re.IGNORECASE)
_PORT = re.compile(r"(?<![\d.-])(\d{4,5})(?![\d.-])|port\W{0,3}(\d{2,5})\b", re.IGNORECASE)


class ProcessTrial(Trial):
    """One start by itself, as a process of this machine."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, port: int) -> None:
        super().__init__()
        self._process, self._log, self._port = process, log, port

    def status(self) -> int | None:
        """Ask the kernel."""
        return self._process.poll()

    def serves(self) -> bool:
        """Connect to the port that it was given."""
        return is_taken(self._port)

    def output(self) -> str:
        """Read its log."""
        return last_lines(self._log.read_text(errors="replace"), _OUTPUT_LINES)

    def end(self) -> None:
        """Kill it and what it started, and reap it."""
        kill_tree(self._process)


def did_not_start(what: str, log: str, folder: Path, words: Iterable[str]) -> Exception:
    """Return the error of a start by these words: the machine's where a measured fact shows it."""
    kind = _fault_of_the_machine(log, folder, words)
    if kind is None:
        return ReleaseDidNotStartError(f"{what}:\n{log or 'it said nothing'}")
    return TargetError(f"{kind.name}: {kind.advice}\n{what}:\n{log}")


def is_taken(port: int) -> bool:
    """Whether something listens on the port of the loopback address."""
    with closing(socket.socket()) as caller:
        caller.settimeout(1.0)
        return caller.connect_ex(("127.0.0.1", port)) == 0


def _fault_of_the_machine(log: str, folder: Path, words: Iterable[str]) -> Failure | None:
    """Believe a release's words about the machine only where the machine says the same."""
    lines = [line for line in log.splitlines() if _TAKEN.search(line)]
    if lines and any(is_taken(port) for port in ports_in([*lines, *words])):
        return PORT_TAKEN
    full = "no space left on device" in log.lower() or f"errno {errno.ENOSPC}]" in log.lower()
    return DISK_FULL if full and shutil.disk_usage(folder).free < _FULL_BYTES else None


def ports_in(texts: Iterable[str]) -> list[int]:
    """Return what may be a port in them."""
    found = {int(number) for text in texts for pair in _PORT.findall(text) for number in pair if number}
    return sorted(port for port in found if 0 < port < 65536)
