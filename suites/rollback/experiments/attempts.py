"""Roll out bad candidates, then the old release by digest, while users go on."""

from __future__ import annotations

from gonogo.contract.model import Contract
from gonogo.contract.rollback import Rollout
from gonogo.instruments.waits import pause
from gonogo.suites.rollback.observations.attempts import Attempt, RolledBack
from gonogo.suites.rollback.traffic import Traffic, instance_at
from gonogo.targets.base import Target

_STEADY_SECONDS = 2.0


def roll_out_and_back(target: Target, contract: Contract, rollout: Rollout) -> RolledBack:
    """Observe each attempt, and what users saw before, during and after it."""
    before = target.replicas
    instances = tuple(instance_at(replica.url, contract) for replica in before)
    traffic = Traffic(target, contract, rollout)
    with traffic.flowing():
        pause(_STEADY_SECONDS, "a baseline before anything changes")
        attempts = [_attempt(target, traffic, name) for name in rollout.candidates]
        attempts.append(_back(target, traffic, before[0].digest))
        traffic.phase = "after"
        pause(_STEADY_SECONDS, "what users see when it is over")
    return RolledBack(
        instances_before=tuple(sorted(filter(None, instances))),
        digests_before=tuple(sorted({replica.digest for replica in before})),
        digests_after=tuple(sorted({replica.digest for replica in target.replicas})),
        attempts=tuple(attempts),
        traffic=traffic.seen(),
    )


def _attempt(target: Target, traffic: Traffic, candidate: str) -> Attempt:
    traffic.phase = candidate
    done = target.roll_out(candidate=candidate)
    pause(_STEADY_SECONDS, "a candidate that was taken in would answer now")
    return Attempt(
        candidate, True, done.accepted, done.reason, done.seconds, done.stop_statuses, done.stop_seconds
    )


def _back(target: Target, traffic: Traffic, digest: str) -> Attempt:
    traffic.phase = "back by digest"
    done = target.roll_out(digest=digest)
    return Attempt(
        traffic.phase, False, done.accepted, done.reason, done.seconds, done.stop_statuses, done.stop_seconds
    )
