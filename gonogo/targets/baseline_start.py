"""A baseline from a git revision, started beside a candidate that is as fresh as it is.

What the target has been through in a run (rows written, pools filled) would be held against the candidate,
so that it is started anew as well. Each is started as its own contract says, the baseline's that of its
revision where that has one. Both have the packages of the interpreter that runs the gate.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.core.secrets import MissingSecretError
from gonogo.targets.base import ReleaseDidNotStartError, Target, TargetError
from gonogo.targets.context import Context
from gonogo.targets.local import Local

_GIT_SECONDS = 60.0


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a revision names in the repository of a folder, empty where there is none."""
    try:
        said = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except TargetError:
        return ""
    return said.decode().strip()


@contextmanager
def started_beside(target: Target, revision: str) -> Iterator[tuple[Target, Target]]:
    """Give the candidate and the baseline, both just started; TargetError."""
    context = target.context
    folder = context.directory / "baseline-source"
    _unpack(context.options.contract.parent, revision, folder)
    with ExitStack() as ends:
        candidate = _started(context, "candidate", ends)
        baseline = _started(_as_it_was(context, folder), "baseline", ends)
        yield candidate, baseline


def _as_it_was(context: Context, folder: Path) -> Context:
    """Return the context of what lies in a folder: the deployment is its own contract's, where it has one."""
    contract = folder / context.options.contract.name
    options = replace(context.options, contract=contract)
    try:
        own = load_contract(contract).deployment
    except ContractError:
        own = None
    if own is None or own.local is None:
        return replace(context, options=options)
    return replace(context, options=options, contract=context.contract.model_copy(update={"deployment": own}))


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


def _unpack(root: Path, revision: str, folder: Path) -> None:
    """Lay the files of a revision below a folder into another one."""
    content = _git(root, "archive", "--format=tar", commit_of(root, revision))
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(folder, filter="data")


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(folder), *words],
            capture_output=True, timeout=_GIT_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as broken:
        raise TargetError(f"git cannot be asked for the baseline: {broken}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or f"it ended with {done.returncode}"
        raise TargetError(f"git has no such baseline: {said}")
    return done.stdout
