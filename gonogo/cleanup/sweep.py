"""Stopping and removing everything of a run, found by its id alone."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from gonogo.cleanup import engine, folders, processes
from gonogo.cleanup.engine import EngineError, Resource
from gonogo.run_id import is_alive

ROUNDS = 3
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Swept:
    """What a sweep did to one run: names of what is gone, ids of processes killed, what withstood and why.

    `run_id` is "unknown" where only `problem` matters: the engine could not say what there is.
    """

    run_id: str
    containers: tuple[str, ...]
    networks: tuple[str, ...]
    volumes: tuple[str, ...]
    processes: tuple[int, ...]
    seconds: float
    remaining: tuple[str, ...] = ()
    problem: str = ""
    images: tuple[str, ...] = ()


def sweep_run(run_id: str, keep_pids: Collection[int] = (), *, containers: bool = True) -> Swept:
    """Kill the run's processes, then remove its containers, networks, volumes, images and its folder.

    A run that started nothing has no ``containers``: the engine, if there is one, is not asked.
    Never kills this process. Raises nothing for an engine that fails: `problem` says so, `remaining` names
    what is still there.
    """
    started = time.monotonic()
    tally = _Tally()
    try:
        _sweep(run_id, keep_pids, tally, _of if containers else _none_of)
    except EngineError as failure:
        tally.problem = str(failure)
    if not tally.survivors:
        folders.remove(run_id)
    return tally.swept(run_id, time.monotonic() - started)


def sweep_dead() -> list[Swept]:
    """Sweep every run whose controller is known to be dead; those of other machines and boots stay."""
    return sweep_where(lambda run_id: is_alive(run_id) is False)


def sweep_where(chosen: Callable[[str], bool]) -> list[Swept]:
    """Sweep every run that is chosen by its id, whether it lives or not."""
    known, problem = known_runs()
    swept = [sweep_run(run_id) for run_id in sorted(known) if chosen(run_id)]
    return [*swept, Swept(UNKNOWN, (), (), (), (), 0.0, problem=problem)] if problem else swept


def known_runs() -> tuple[set[str], str]:
    """Every run with a trace in processes, folders or the engine, and why the engine could not be asked."""
    found = set(processes.runs()) | folders.runs()
    try:
        return found | {resource.run_id for resource in engine.resources()}, ""
    except EngineError as failure:
        return found, str(failure)


def _sweep(
    run_id: str, keep_pids: Collection[int], tally: "_Tally", left_of: Callable[[str], set[Resource]]
) -> None:
    complaint = ""
    for _ in range(ROUNDS):  # what a killed process had ordered may appear only after it
        killed, tally.survivors = processes.kill(run_id, keep_pids)
        tally.killed |= killed
        tally.left = left_of(run_id)
        if not tally.left and not killed:
            return
        tally.gone |= tally.left
        complaint = engine.remove(tally.left)
    tally.left = left_of(run_id)
    tally.problem = complaint if tally.left else ""


def _of(run_id: str) -> set[Resource]:
    return {resource for resource in engine.resources() if resource.run_id == run_id}


def _none_of(_: str) -> set[Resource]:
    return set()


@dataclass
class _Tally:
    """What a sweep has done so far, kept when the engine fails half way."""

    killed: set[int] = field(default_factory=set)
    survivors: set[int] = field(default_factory=set)
    gone: set[Resource] = field(default_factory=set)
    left: set[Resource] = field(default_factory=set)
    problem: str = ""

    def swept(self, run_id: str, seconds: float) -> Swept:
        left = sorted(f"{resource.kind} {resource.name}" for resource in self.left)
        return Swept(
            run_id=run_id,
            containers=self._gone("container"),
            networks=self._gone("network"),
            volumes=self._gone("volume"),
            processes=tuple(sorted(self.killed - self.survivors)),
            seconds=seconds,
            remaining=(*left, *(f"process {pid}" for pid in sorted(self.survivors))),
            problem=self.problem,
            images=self._gone("image"),
        )

    def _gone(self, kind: engine.Kind) -> tuple[str, ...]:
        return tuple(sorted(found.name for found in self.gone - self.left if found.kind == kind))
