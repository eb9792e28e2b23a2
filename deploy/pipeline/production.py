"""Production: the verified digest is rolled out while users are watched, and back where they lose anything.

The watch is the rollback gate's own: its traffic and its rules, on the one roll-out that matters. A roll-out
whose runner was lost is taken back before anything else, so that what runs is never half and half.
"""

from __future__ import annotations

from dataclasses import dataclass

from deploy.pipeline.images import pull
from deploy.pipeline.outcome import RefusedError, StepError
from deploy.pipeline.place import Place, Release
from deploy.pipeline.staging import bring_up, judge
from gonogo.core.discover import discover
from gonogo.core.finding import Outcome
from gonogo.core.judge import judge as judged
from gonogo.instruments.waits import pause
from gonogo.suites.rollback.observations.attempts import Attempt, RolledBack
from gonogo.suites.rollback.traffic import Traffic
from gonogo.targets.base import RollOut, TargetError
from gonogo.targets.live import Live

_WATCHED_BY = ("rollback/no-request-is-lost", "rollback/replica-stops-gracefully")
_STEADY_SECONDS = 2.0
_WATCHED_SECONDS = 12.0
"""So long users are watched after the last old replica has gone."""
_COMPOSE_SECONDS = 120.0


def deploy(place: Place, release: Release, verified: str) -> str:
    """Return what was done; RefusedError and StepError leave what was deployed before, or nothing."""
    same(release.image, verified)
    pull(release.image)
    before = _recovered(place)
    if before is None:
        return _first(place, release)
    if before.image == release.image:
        _is_running(place, release)
        return f"{release.image} is deployed already"
    return _replaced(place, before, release)


def same(image: str, verified: str) -> None:
    """RefusedError unless the image is the verified one, by digest."""
    if not verified or image != verified:
        raise RefusedError(f"{image or 'no image'} is not what was verified, {verified or 'and nothing was'}")


def _first(place: Place, release: Release) -> str:
    """Bring up what nobody uses yet; what is not GO is taken down again, with its volumes."""
    try:
        bring_up(place, release)
        return f"brought up for the first time, {judge(place, release, 'smoke')}"
    except (RefusedError, StepError):
        place.project(release).compose("down", "--volumes", seconds=_COMPOSE_SECONDS)
        (place.folder / "deployed.json").unlink(missing_ok=True)
        raise


def _recovered(place: Place) -> Release | None:
    """Take back a roll-out that never came to its end; returns what is deployed."""
    before = place.deployed
    if place.under_way is not None:
        if before is None:
            raise StepError(f"a deployment to {place.name} was lost and nothing says what ran before")
        _back(place, before, replicas=place.wanted(before))
        place.forget()
        print(f"a roll-out to {place.name} was lost under way, and is taken back", flush=True)
    return before


@dataclass(frozen=True)
class _Watched:
    """A roll-out as users saw it; ``problems`` are the rollback gate's, ``doubt`` why it cannot tell."""

    done: RollOut
    problems: tuple[str, ...]
    doubt: str


def _replaced(place: Place, before: Release, release: Release) -> str:
    place.begin(release)
    watched = _watched(place, release)
    if not watched.done.accepted:
        place.forget()
        raise RefusedError(f"no user met it: {watched.done.reason}")
    if watched.problems or watched.doubt:
        _back(place, before, replicas=place.wanted(before))
        place.forget()
        if watched.problems:
            raise RefusedError(f"rolled back to {before.image}: {'; '.join(watched.problems)}")
        raise StepError(f"rolled back to {before.image}: {watched.doubt}")
    return _kept(place, before, release, watched)


def _kept(place: Place, before: Release, release: Release, watched: _Watched) -> str:
    """See that it runs by its digest and is what it says; then the workers follow."""
    try:
        _is_running(place, release)
        said = judge(place, release, "smoke")
    except (RefusedError, StepError):
        _back(place, before, replicas=place.wanted(before))
        place.forget()
        raise
    place.project(release).compose("up", "--detach", "--no-deps", "worker", seconds=_COMPOSE_SECONDS)
    place.remember(release)
    return f"rolled out in {watched.done.seconds:.0f} s, no request was lost, {said}"


def _watched(place: Place, release: Release) -> _Watched:
    """Migrate, roll out under traffic, and judge by the rollback gate's rules."""
    rollout, url = place.rollout(release), place.entry(release)
    digests = tuple(sorted({c.image.id for c in rollout.replicas()}))
    users = Live(place.context(url))
    users.attach(users.start())
    traffic = Traffic(users, place.contract, place.promise)
    with traffic.flowing():
        pause(_STEADY_SECONDS, "a baseline before anything changes")
        traffic.phase = "roll-out"
        place.migrate(release)
        done = rollout.run(release.image, None, place.promise)
        traffic.phase = "after"
        pause(_WATCHED_SECONDS, "what users see of the new release alone")
    attempt = Attempt(
        "roll-out", False, done.accepted, done.reason, done.seconds, done.stop_statuses, done.stop_seconds
    )
    seen = RolledBack((), digests, digests, (attempt,), traffic.seen())
    problems, doubts = [], []
    for rule in discover():
        if rule.id in _WATCHED_BY:
            finding = judged(rule, seen, place.contract)
            problems += [f"{problem.where}: {problem.observed}" for problem in finding.problems]
            doubts += [finding.reason] if finding.outcome is Outcome.INCONCLUSIVE else []
    return _Watched(done, tuple(problems), "; ".join(doubts))


def _back(place: Place, before: Release, replicas: int) -> None:
    """Replace every replica, whichever release it is of, by so many of the one before."""
    pull(before.image)
    try:
        done = place.rollout(before).run(before.image, None, place.promise, count=replicas)
    except TargetError as broke:
        raise StepError(f"{place.name} could not be rolled back to {before.image}: {broke}") from None
    if not done.accepted:
        raise StepError(f"{place.name} could not be rolled back to {before.image}: {done.reason}")


def _is_running(place: Place, release: Release) -> None:
    """Compare the image of every running replica with the verified digest; RefusedError where one differs."""
    replicas = place.rollout(release).replicas()
    strangers = [c.name for c in replicas if release.image not in (c.image.attrs.get("RepoDigests") or ())]
    if not replicas:
        raise RefusedError(f"no replica of {release.image} runs in {place.name}")
    if strangers:
        raise RefusedError(f"{', '.join(strangers)} in {place.name} do not run {release.image}")
