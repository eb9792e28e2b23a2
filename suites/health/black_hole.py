"""Whether a replica that fails alone is passed over: what the rule is made of, and who tries again. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.suites.health.observations.severed import Severed, ended


def doubt(seen: Severed, within: float) -> str:
    """Return why a try shows nothing: nobody was well before, all were ill, or the one was not."""
    before = [s for s in seen.samples if s.replica == "entry" and ended(s) < 0]
    if not before or any(seen.fails(s) for s in before):
        return f"the entry did not answer as promised before {seen.replica} was cut off"
    meanwhile = [s for s in seen.samples if 0 < s.at_seconds < seen.joined_seconds and s.replica != "entry"]
    failed = {s.replica for s in meanwhile if seen.fails(s)}
    if seen.replica not in failed:
        return f"{seen.replica} answered as promised without {seen.dependency}"
    if others := sorted(failed - {seen.replica}):
        return f"{', '.join(others)} failed as well while {seen.replica} was without {seen.dependency}"
    return "" if seen.users(within) else "the entry was not asked once it had to know"


def problems(seen: Severed, health: Health) -> Iterator[Problem]:
    """Give what users met after the time, and whether the replica has its share again."""
    within, recovers = health.ejects_within_seconds or 0.0, health.recovers_within_seconds
    asked = seen.users(within)
    if failed := [s for s in asked if seen.fails(s)]:
        first = failed[0]
        said = f"status {first.status}" if first.status else first.error
        yield Problem(
            f"the entry, while {seen.replica} is without {seen.dependency}",
            f"every answer is promised from {within:g} s on",
            f"{len(failed)} of {len(asked)} answers fail, the first after {first.at_seconds:.1f} s: {said}",
        )
    if seen.shared and seen.returned_seconds is None:
        yield Problem(
            f"the entry, once {seen.replica} has {seen.dependency} again",
            f"{seen.replica} gets requests within {recovers:g} s",
            "another replica answers all of them",
        )
