"""What the metrics gate sees of alerts that it raises itself."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.contract.alertmanager import is_meant
from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Silence:
    """One silence: who made it and why, and how long it lasts still."""

    said: str
    seconds: float


@dataclass(frozen=True)
class Way:
    """One route that takes an alert: whom it tells, after how long, and whether it never does.

    ``place`` is where it stands in the tree: of the children of each node above it, which one.
    ``muted_hours`` are those of the week to come, counted from now, in which it does not. Alerts that have
    the labels ``group_by`` in common are told together; one that comes later waits ``interval_seconds``.
    """

    receiver: str
    wait_seconds: float
    muted: bool
    muted_hours: tuple[int, ...] = ()
    group_by: tuple[str, ...] = ()
    interval_seconds: float = 300.0
    place: tuple[int, ...] = ()


@dataclass(frozen=True)
class Raised:
    """One alert of the release's rules, as Alertmanager has it while all others are raised as well.

    ``receivers`` is Alertmanager's word, ``ways`` what its configuration says of them, ``elsewhere`` the
    receivers to which labels may lead that only a series has. ``inhibited`` is its word again, ``by`` the
    places of all that inhibit it by its configuration. ``always`` says that the alert's expression is true
    whatever happens, and ``sent`` whether the collector sends an alert with these labels on. ``as_sent`` are
    its labels then, where the collector changes them.
    """

    name: str
    labels: dict[str, str]
    always: bool
    receivers: tuple[str, ...]
    ways: tuple[Way, ...]
    elsewhere: tuple[str, ...]
    silences: tuple[Silence, ...]
    inhibited: bool
    by: tuple[int, ...]
    sent: bool = True
    as_sent: dict[str, str] | None = None

    def is_meant(self, meant: tuple[dict[str, str], ...]) -> bool:
        """Whether it is one of those, by its rule's labels or by those that Alertmanager gets."""
        return is_meant(self.labels, meant) or is_meant(self.told_as, meant)

    @property
    def told_as(self) -> dict[str, str]:
        """Its labels at Alertmanager."""
        return self.labels if self.as_sent is None else self.as_sent


@observed_by(
    "gonogo.suites.metrics.experiments.alarms:raise_every_alert",
    kind=Kind.WRITES,
    needs=frozenset({Can.READ_SOURCE, Can.REACH_SERVICES, Can.TAKE_WRITES}),
    deadline_seconds=90.0,
)
@dataclass(frozen=True)
class Alarms:
    """Every alert of the promised files; ``integrations`` counts those of each receiver.

    ``sent_to`` are the URLs to which the collector sends alerts, None where it does not say; ``called`` is
    all that the stack's containers are called, empty where they cannot be inspected.
    """

    raised: tuple[Raised, ...]
    integrations: dict[str, int]
    sent_to: tuple[str, ...] | None
    unread: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
