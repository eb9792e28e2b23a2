"""What the rollback gate sees."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class PhaseTraffic:
    """What users saw during one phase.

    ``failures`` holds status or error of each request without the promised answer; ``instances`` holds
    every process that answered the identity at the entry; ``slowest`` the longest times of promised answers,
    in seconds, the longest first.
    """

    phase: str
    sent: int
    failures: tuple[str, ...]
    instances: tuple[str, ...]
    slowest: tuple[float, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """One roll-out; ``bad`` is whether its candidate is one that may not be accepted.

    ``stop_statuses`` and ``stop_seconds`` are those of the containers that it removed, by name.
    """

    phase: str
    bad: bool
    accepted: bool
    reason: str
    seconds: float
    stop_statuses: dict[str, int]
    stop_seconds: dict[str, float]


@observed_by(
    "gonogo.suites.rollback.experiments.attempts:roll_out_and_back",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.ROLL_OUT, Can.REACH_REPLICAS, Can.TAKE_LOAD}),
    deadline_seconds=240.0,
)
@dataclass(frozen=True)
class RolledBack:
    """Each bad candidate in turn, then the release itself again by digest, all under traffic.

    ``instances_before`` are the processes of the release before anything was rolled out.
    """

    instances_before: tuple[str, ...]
    digests_before: tuple[str, ...]
    digests_after: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    traffic: tuple[PhaseTraffic, ...]
