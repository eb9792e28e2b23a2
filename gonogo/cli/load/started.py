"""A run that only loads: its target is started, found by its id whatever happens, and swept at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from gonogo.cleanup import folders
from gonogo.cleanup.signals import raise_on_sigterm
from gonogo.cleanup.sweep import sweep_dead, sweep_run
from gonogo.cleanup.watchdog import start as start_watchdog
from gonogo.contract.model import Contract
from gonogo.core.discover import discover
from gonogo.core.rule import Rule
from gonogo.core.scope import why_not
from gonogo.fixtures.needed import refuse_missing
from gonogo.fixtures.run import DIRECTORY, RUN, Run
from gonogo.options import Options
from gonogo.run_id import new_run_id
from gonogo.suites.latency.observations.journeys import Measurement


@contextmanager
def begun(contract: Contract, options: Options) -> Iterator[Run]:
    """Begin a run with nothing started yet, and end all that it starts.

    ValueError, TargetError or ContractError for what cannot be asked of this contract and target.
    """
    run_id = new_run_id()
    directory = folders.make(run_id)
    os.environ[RUN], os.environ[DIRECTORY] = run_id, str(directory)
    try:
        run = Run(run_id, directory, options, contract)
        run.prepare()
        _refuse(run)
    except BaseException:
        folders.remove(run_id)
        raise
    watchdog = start_watchdog(run_id)
    with raise_on_sigterm():
        try:
            if run.target.started_here:
                sweep_dead()
            yield run
        finally:
            try:
                run.target.stop()
            finally:
                sweep_run(run.id, containers=run.target.started_here)
                watchdog.dismiss()


def _refuse(run: Run) -> None:
    """Refuse what the gate would not load either, in its own words."""
    rules = judges()
    if reason := why_not(rules[0], run.contract, run.target.can()):
        raise ValueError(reason[1])
    run.target.check()
    refuse_missing(run, frozenset(rule.id for rule in rules))


def judges() -> list[Rule]:
    """Return the rules that judge this load, those of any contract with a journey first."""
    found = [rule for rule in discover() if rule.observation is Measurement]
    return sorted(found, key=lambda rule: len(max(rule.promises, key=len)))
