"""A baseline from a git revision, started beside a candidate that is as fresh as it is.

What the target has been through in a run (rows written, pools filled) would be held against the candidate,
so that it is started anew as well. Each is started as its own contract says, the baseline's that of its
revision where that has one. Both have the packages of the interpreter that runs the gate.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from gonogo.contract.deployment import Deployment
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.core.secrets import MissingSecretError
from gonogo.targets.base import ReleaseDidNotStartError, Target, TargetError
from gonogo.targets.context import Context
from gonogo.targets.local import Local
from gonogo.targets.revisions import Revision, checked_out


@contextmanager
def started_beside(target: Target, revision: Revision) -> Iterator[tuple[Target, Target]]:
    """Give the candidate and the baseline, both just started; TargetError."""
    context = target.context
    source, ours = context.directory / "baseline-source", context.options.contract.parent
    with checked_out(ours, revision, source) as found, ExitStack() as ends:
        candidate = _started(context, "candidate", ends)
        baseline = _started(_as_it_was(context, found.folder), "baseline", ends)
        yield candidate, baseline


def _as_it_was(context: Context, folder: Path) -> Context:
    """Return the context of what lies in a folder: the deployment is its own contract's, where it has one."""
    contract = folder / context.options.contract.name
    options, own = replace(context.options, contract=contract), deployment_of(contract)
    if own is None or own.local is None:
        return replace(context, options=options)
    return replace(context, options=options, contract=context.contract.model_copy(update={"deployment": own}))


def deployment_of(contract: Path) -> Deployment | None:
    """Return a revision's own deployment, None where its contract has none, or cannot be read today."""
    try:
        return load_contract(contract).deployment
    except ContractError:
        return None


def _started(context: Context, name: str, ends: ExitStack) -> Target:
    folder = context.directory / name
    folder.mkdir(exist_ok=True)
    return came_up(Local(replace(context, directory=folder, name=name)), ends)


def came_up(made: Target, ends: ExitStack) -> Target:
    """Start one of the two, and have it stopped at the end; that it does not come up is TargetError."""
    ends.callback(made.stop)
    try:
        made.attach(made.start())
    except (ReleaseDidNotStartError, MissingSecretError) as failed:
        name = made.context.name
        raise TargetError(f"the {name} did not come up for the comparison: {failed}") from None
    return made
