"""What the rollback gate sees of writes."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Written:
    """Writes while a release was rolled out.

    ``refused`` holds status or error of each that was not taken; ``lost`` says for each acknowledged one that
    could not be read at the end, or without what was written, what came instead. ``slowest`` are the longest
    times of those that were taken, in seconds, the longest first, and ``slowest_before`` those of the writes
    that were sent before anything changed.
    """

    sent: int
    acknowledged: int
    refused: tuple[str, ...]
    read_back: int
    lost: tuple[str, ...]
    slowest: tuple[float, ...] = ()
    slowest_before: tuple[float, ...] = ()


@observed_by(
    "gonogo.suites.rollback.experiments.writes:write_while_rolling_out",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.ROLL_OUT, Can.TAKE_WRITES, Can.TAKE_LOAD}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class WritesDuringRollOut:
    """The release rolled out over itself, and what became of the writes meanwhile.

    ``rolled_out`` is one text, why it was accepted, or empty where it was not.
    """

    rolled_out: tuple[str, ...]
    refused_because: str
    written: tuple[Written, ...]
