"""What a target is made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gonogo.contract.model import Contract
from gonogo.core.secrets import Secrets
from gonogo.options import Options

_MOST_LOG_BYTES = 20_000_000
SECOND = "second"
"""The name of a run's second start of the release."""


@dataclass(frozen=True)
class Context:
    """One run's inputs: ``directory`` is private to its user; ``name`` tells two starts of one run apart."""

    run: str
    directory: Path
    options: Options
    contract: Contract
    secrets: Secrets
    name: str = ""

    @property
    def shared(self) -> Path:
        """The run's own directory, whichever of its starts this is."""
        return self.directory.parent if self.name else self.directory

    def log_of(self, name: str) -> str:
        """Read what a process of the run has written into its file: the beginning where that is very much."""
        with (self.directory / f"{name}.log").open("rb") as log:
            return log.read(_MOST_LOG_BYTES).decode(errors="replace")

    def copy_logs(self, directory: Path) -> None:
        """Copy the logs of what ended in the run."""
        for log in self.directory.glob("*.log"):
            (directory / log.name).write_bytes(log.read_bytes())
