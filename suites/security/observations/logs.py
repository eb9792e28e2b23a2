"""What the security gate sees of logs."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Log:
    """What one process wrote: lines in number, and those that are no JSON object, a few as they are."""

    name: str
    release: bool
    lines: int
    others: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """A line in which something stands that was sent: what that is, whose log it is, and the line.

    In place of a secret the line has three stars.
    """

    what: str
    log: str
    line: str


@observed_by(
    "gonogo.suites.security.experiments.logs:read_logs",
    kind=Kind.DISRUPTS,  # beside outages and roll-outs: what they made the service say is judged as well
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES, Can.READ_LOGS}),
    deadline_seconds=90.0,
    looks_back=True,
)
@dataclass(frozen=True)
class Logged:
    """Logs since the start of each process, after secrets and texts with a line's end were sent.

    ``secrets`` and ``texts`` name what was answered. ``told`` are lines with a secret, ``forged`` are lines
    or fields that a text made. ``tells`` is whether a line tells of a request: its path, or its name.
    """

    logs: tuple[Log, ...]
    secrets: tuple[str, ...]
    texts: tuple[str, ...]
    told: tuple[Trace, ...] = ()
    forged: tuple[Trace, ...] = ()
    tells: bool = True

    @property
    def released(self) -> tuple[Log, ...]:
        """Those of the release's own processes in which anything stands."""
        return tuple(log for log in self.logs if log.release and log.lines)

    def unseen(self, *, requests: bool) -> str:
        """Say why nothing can be told of what it would log; empty where it can."""
        if not self.released:
            return "no process of the release has logged a line"
        if requests and not self.tells:
            return (
                "no line tells of a request that was sent; if none is to, `security.logs.requests` is false"
            )
        return ""
