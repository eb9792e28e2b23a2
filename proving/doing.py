"""Do one task of a run, and say what is to be done because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proving.judge import Outcome
from proving.ledger import Ledger
from proving.starts import Tell, prove_clean, prove_control, prove_number, prove_together
from proving.tasks import Task, singles


def done(task: Task, ledger: Ledger, tell: Tell, *, whole: bool) -> Iterator[Task]:
    """Do one task; what is to be done because of it comes back."""
    if not task.members:
        if ledger.is_open(f"control-{task.target}"):
            ledger.clean(prove_control(task.target, tell))
        return
    members = tuple((seed, ordinal) for seed, ordinal in task.members if ledger.is_open(seed.id, ordinal))
    if task.clean:
        yield from _done_clean(replace(task, members=members), ledger, tell, whole=whole)
    elif len(members) > 1:
        yield from _done_together(replace(task, members=members), ledger, tell)
    elif members:
        [(seed, ordinal)] = members
        proven = prove_number(seed, ordinal, task.rules, tell, brief=_is_later(task))
        ledger.judged(seed, ordinal, *proven, shared=False)


def _done_together(task: Task, ledger: Ledger, tell: Tell) -> Iterator[Task]:
    """Prove what shares a start; where not all are caught, each is proven alone."""
    judged, seconds = prove_together(task.members, task.rules, tell, brief=_is_later(task))
    if any(one.outcome is not Outcome.CAUGHT for one in judged):
        yield from singles(task)
        return
    for (seed, ordinal), one in zip(task.members, judged, strict=True):
        ledger.judged(seed, ordinal, one, round(seconds / len(task.members), 1), shared=True)


def _is_later(task: Task) -> bool:
    """Whether the first numbers of its members were judged elsewhere, with all that is near."""
    return task.own_rules and all(ordinal > 1 for _, ordinal in task.members)


def _done_clean(task: Task, ledger: Ledger, tell: Tell, *, whole: bool) -> Iterator[Task]:
    """Prove twins; where several are not GO together, each is judged alone."""
    twins = [seed for seed, _ in task.members]
    proofs = prove_clean(twins, tell, whole=whole) if twins else []
    if len(proofs) > 1 and not proofs[0].clean:
        yield from singles(task)
        return
    for proof in proofs:
        ledger.clean(proof)
