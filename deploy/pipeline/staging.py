"""Staging: the release is brought up from the registry by its digest, and judged there."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from deploy.pipeline.images import pull
from deploy.pipeline.outcome import GO, HOLD, NO_GO, RefusedError, StepError
from deploy.pipeline.place import Place, Release
from deploy.setup.commands import ROOT
from gonogo.targets.base import TargetError
from gonogo.targets.project import published_url

_UP_SECONDS = 180.0
_GATE_SECONDS = 900.0
_EXPRESSION = "smoke or health or security or latency"


def bring_up(place: Place, release: Release) -> str:
    """Have it run there, and return the URL; RefusedError where it does not come up.

    What serves is rolled out over, so that there is no moment in which nothing serves; it stays where the
    release is refused.
    """
    pull(release.image)
    try:
        if place.deployed is not None and place.rollout(release).replicas():
            _roll_out(place, release)
        else:
            _start(place, release)
    except TargetError as down:
        raise RefusedError(f"{place.name} did not come up with {release.image}: {down}") from None
    place.remember(release)
    return place.entry(release)


def _roll_out(place: Place, release: Release) -> None:
    """Replace the replicas by a roll-out, and then what else the files say otherwise than before."""
    place.migrate(release)
    done = place.rollout(release).run(release.image, None, place.promise, count=place.wanted(release))
    if not done.accepted:
        raise RefusedError(f"{place.name} keeps what it had: {done.reason}")
    project, once = place.project(release), place.contract.stack.one_shot if place.contract.stack else ()
    others = [name for name in project.rendered["services"] if name not in (place.compose.service, *once)]
    project.compose("up", "--detach", "--wait", "--no-deps", "--quiet-pull", *others, seconds=_UP_SECONDS)


def _start(place: Place, release: Release) -> None:
    """Start all of it, in the place of what may be left of another start."""
    project = place.project(release)
    for container in project.containers():  # replicas of roll-outs, which compose would keep beside its own
        if "-candidate" in str(container.labels.get("com.docker.compose.service")):
            container.remove(force=True, v=True)
    project.compose("up", "--detach", "--wait", "--quiet-pull", seconds=_UP_SECONDS)


def judge(place: Place, release: Release, expression: str = _EXPRESSION) -> str:
    """Run the gates against it; returns the verdict read out, an error where it is not GO."""
    out = ROOT / "reports" / "out" / place.name
    replicas = [published_url(c, place.compose.port) for c in place.rollout(release).replicas()]
    words = [sys.executable, "-m", "gonogo.fixtures.hold", "suites", "-m", expression]
    words += [f"--target={place.entry(release)}", "--contract=release.yaml", f"--out={out}"]
    words += [f"--replica={url}" for url in replicas]
    words += [f"--expect-revision={release.revision}", "--allow-writes", "--allow-load"]
    environment = os.environ | dict(place.secrets.generated)
    try:
        done = subprocess.run(words, cwd=ROOT, env=environment, timeout=_GATE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise StepError(f"the gate on {place.name} was not done after {_GATE_SECONDS:g} s") from None
    return _read(place, json.loads((out / "verdict.json").read_text(encoding="utf-8")), done.returncode)


def _read(place: Place, verdict: dict[str, object], ended: int) -> str:
    """Read the verdict of a run that ended with this status; one that it does not fit is of another run."""
    said, rules = str(verdict["verdict"]), verdict["rules"]
    assert isinstance(rules, list)
    failed = ", ".join(rule["id"] for rule in rules if rule["outcome"] == "failed")
    status = {"GO": GO, "NO-GO": NO_GO}.get(said, HOLD)
    if ended != status:
        raise StepError(f"the gate on {place.name} ended with {ended}, and what lies there says {said}")
    if status == NO_GO:
        raise RefusedError(f"the gate on {place.name} says {said}: {failed}")
    if status == HOLD:
        raise StepError(f"the gate on {place.name} says {said}: see reports/out/{place.name}")
    return f"the gate on {place.name} says {said}, {len(rules)} rules"
