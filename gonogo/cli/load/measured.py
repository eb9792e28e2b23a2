"""The load itself: the plan of the gate, sent once, and what was measured however it ended."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.cleanup.signals import Terminated
from gonogo.cli.load.wanted import INTERRUPTED, NOT_MEASURED
from gonogo.contract.latency import Latency
from gonogo.fixtures.run import Run
from gonogo.instruments.locks import machine
from gonogo.loadtests.k6 import K6Error, K6Run
from gonogo.loadtests.k6 import run as run_k6
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.progress import Watch
from gonogo.loadtests.result import LoadResult, ResultError, read
from gonogo.loadtests.run import RESULT, LoadError, run_load
from gonogo.loadtests.targets import resolve
from gonogo.suites.latency.experiments.journeys import _measurement as judged
from gonogo.suites.latency.experiments.journeys import _plan as plan_of
from gonogo.suites.latency.generator import load_doubt
from gonogo.suites.latency.observations.journeys import Measurement
from gonogo.targets.base import TargetError
from gonogo.targets.identity.prove import identify

_STARTS_SECONDS, _RECORDER_SECONDS = 900.0, 30.0

Tell = Callable[[str], None]


@dataclass
class Load:
    """One load: what is known of it, as far as it came.

    ``peer`` is the same plan sent by k6. ``stopped_by`` ended it early; ``doubt`` says why its figures are
    worth nothing, empty where they are.
    """

    plan: LoadPlan | None = None
    subject: dict[str, str] = field(default_factory=dict)
    replicas: int = 0
    busy: float = 0.0
    result: LoadResult | None = None
    seen: Measurement | None = None
    peer: K6Run | None = None
    stopped_by: str = ""
    doubt: str = ""
    status: int = 0


def measure(run: Run, latency: Latency, watch: Watch, tell: Tell, script: Path | None = None) -> Load:
    """Start the target and send the load, by k6 as well where a script is named.

    TargetError, PlanError, ReleaseDidNotStartError, LockHeldError.
    """
    load = Load()
    try:
        _measure(run, latency, load, watch, tell, script)
    except K6Error as broke:
        load.status, load.doubt = NOT_MEASURED, str(broke)
    except LoadError as broke:
        load.result = broke.partial
        load.stopped_by = (broke.partial.stopped_by or "") if broke.partial else ""
        load.status, load.doubt = NOT_MEASURED, str(broke)
    except KeyboardInterrupt as stop:
        load.status = Terminated.exit_status if isinstance(stop, Terminated) else INTERRUPTED
        load.stopped_by = "SIGTERM" if isinstance(stop, Terminated) else "Ctrl-C"
        with suppress(ResultError):  # it may not have begun to send
            load.result = read(_folder(run) / RESULT)
    if load.result is not None:
        load.seen = judged(load.result, latency, load.stopped_by, 1)
    if load.seen is not None and not load.status:
        load.doubt = load_doubt(load.seen, latency.achieved_ratio) or unanswered(load.seen)
        load.status = NOT_MEASURED if load.doubt else 0
    load.doubt = run.redactor.text(load.doubt)
    return load


def _measure(run: Run, latency: Latency, load: Load, watch: Watch, tell: Tell, script: Path | None) -> None:
    target = run.target
    if target.started_here:
        tell(f"starting {run.contract.service} ({target.kind})")
    with machine(seconds=_STARTS_SECONDS, tell=_first(tell)) if target.started_here else nullcontext():
        target.attach(target.start())
    load.plan = plan_of(target, latency)
    resolve(load.plan)  # before anything is asked: load goes to this machine alone
    load.replicas, load.subject = len(target.replicas), _subject(run, tell)
    patience = sum((latency.warm_up_seconds, latency.duration_seconds, load.plan.timeout_seconds))
    patience += _RECORDER_SECONDS
    with machine(alone=True, seconds=2 * patience if script else patience, tell=_first(tell)):
        load.busy = os.getloadavg()[0]
        load.result = run_load(load.plan, _folder(run), patience, watch)
        if script is not None:
            tell(f"k6 sends the same plan: {latency.warm_up_seconds + latency.duration_seconds:.0f} s")
            load.peer = run_k6(load.plan, script)


def _first(tell: Tell) -> Tell:
    """Tell only what is said first: whoever waits in a crowd is told each time that somebody leaves it."""
    said: list[str] = []

    def told(sentence: str) -> None:
        if not said:
            tell(sentence)
        said.append(sentence)

    return told


def _subject(run: Run, tell: Tell) -> dict[str, str]:
    """Return who it says it is; figures of somebody unproven are figures all the same, and say so."""
    try:
        return {name: run.redactor.text(said) for name, said in identify(run.target, None).items()}
    except TargetError as unproven:
        tell(f"identity is not proven: {run.redactor.text(str(unproven))}")
        return {"unproven": run.redactor.text(str(unproven))}


def unanswered(seen: Measurement) -> str:
    """Return which journeys had no answer as promised, so that their quantiles are of failures alone."""
    said = []
    for journey in seen.journeys:
        if not journey.answered:
            kinds = ", ".join(f"{kind} x {count}" for kind, count in journey.failures.items())
            said.append(
                f"{journey.name}: none of {journey.finished} arrivals was answered as promised: {kinds}"
            )
    return "; ".join(said)


def _folder(run: Run) -> Path:
    return run.directory / "load"
