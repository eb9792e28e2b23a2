"""What the metrics gate sees of alert rules, beside the exposition of the release."""

from __future__ import annotations

from dataclasses import dataclass, field

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Alert:
    """One rule of a file: ``recorded`` is what it records, empty for an alert; ``labels`` are its own.

    ``waits`` says for how long it has to hold, as the file has it; empty where it fires at once.
    """

    file: str
    name: str
    expression: str
    recorded: str
    labels: dict[str, str]
    waits: str = ""


@observed_by(
    "gonogo.suites.metrics.experiments.alerts:read_alerts",
    kind=Kind.READS,
    needs=frozenset({Can.READ_SOURCE, Can.READ_EXPOSITION}),
)
@dataclass(frozen=True)
class Alerts:
    """Every rule of the promised files, and the sample names that are exposed; ``unread`` do not parse.

    ``values`` are those of each label, of the exposed series that a rule selects by labels. By the types that
    are stated ``counters`` only rise, as the parts of histograms and summaries do, and ``gauges`` do not.
    ``dropped`` are exposed, and the promised configuration of the collector throws them away; ``jobs`` are
    all that series may have by it, None where nobody knows.
    """

    alerts: tuple[Alert, ...]
    exposed: tuple[str, ...]
    unread: tuple[str, ...] = ()
    values: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    counters: tuple[str, ...] = ()
    gauges: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    jobs: tuple[str, ...] | None = None
