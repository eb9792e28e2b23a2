"""A write that is sent again with its key happens once.

Why: a client that lost an answer, in a roll-out above all, sends its write again: what is then made twice is
an order or a payment too many, and a key that is not the client's own gives one what another wrote.
Reference: IETF draft-ietf-httpapi-idempotency-key-header; RFC 9110, 9.2.2.
Remedy: keep key, client and answer in the transaction of the write, under a unique constraint of client and
key, in a store that all processes share; compare the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.metrics import Idempotency
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.repeats import Repeat, Repeated

_OK = range(200, 300)
_NOT_HERE = frozenset({*range(300, 400), 429})
_NOT_NOW = frozenset(range(300, 500))
"""Who comes at the same moment may be sent away; who comes later is told what is promised of repeats."""


@rule("traffic.idempotency")
def judge(seen: Repeated, idempotency: Idempotency) -> Judgement:
    """Refuse a repeat that makes another object, fails or never ends, and a stranger who gets the first's.

    Unless two keys make two objects, nobody can tell one write from two.
    """
    status, once = idempotency.request.status, [*seen.first, *seen.fresh]
    if not (seen.first and seen.fresh) or any(one.status != status or not one.object for one in once):
        said = ", ".join(f"{one.how} status {one.status}, object {one.object or 'none'}" for one in once)
        return Judgement.cannot_tell(f"the write was not taken as promised: {said}")
    first, fresh = once[0].object, once[1].object
    if first == fresh:
        return Judgement.cannot_tell(f"two writes with two keys both answered `{idempotency.id}` {first}")
    taken = {status, *idempotency.repeated}
    problems = [
        *_repeats(seen.again, first, taken, _NOT_HERE),
        *_repeats(seen.at_once, _made(seen.at_once, status), taken, _NOT_NOW),
        *_stuck(seen, taken),
        *_strangers(seen.changed, first, "an error, or an object of its own"),
        *_strangers(seen.other, first, "an object of its own"),
    ]
    count = len(seen.again) + len(seen.at_once) + len(seen.changed) + len(seen.other) + len(seen.left)
    named = f"{idempotency.request.method} {idempotency.request.path}"
    told = (Problem(f"{named}, {problem.where}", problem.expected, problem.observed) for problem in problems)
    return Judgement(count, tuple(dict.fromkeys(told)))


def _made(seen: tuple[Repeat, ...], status: int) -> str:
    """Return the object that the write made, as the first answer with the promised status names it."""
    return next((one.object for one in seen if one.status == status and one.object), "")


def _repeats(
    seen: tuple[Repeat, ...], first: str, taken: set[int], besides: frozenset[int]
) -> Iterator[Problem]:
    for one in seen:
        if one.status in _OK and one.object and one.object != first:
            yield _problem(one, f"the object {first}", f"status {one.status} and the object {one.object}")
        elif one.status not in taken and one.status not in besides:
            yield _problem(one, f"status {', '.join(map(str, sorted(taken)))}", f"status {one.status}")


def _stuck(seen: Repeated, taken: set[int]) -> Iterator[Problem]:
    """Give what stays under way for ever; who answers each repeat without the object does not tell of it."""
    told = any(one.object for one in seen.again)
    for one in seen.left:
        if one.status not in taken or (told and not one.object):
            expected = f"status {', '.join(map(str, sorted(taken)))}, and the object"
            yield _problem(one, expected, f"status {one.status} to the last")


def _strangers(seen: tuple[Repeat, ...], first: str, expected: str) -> Iterator[Problem]:
    for one in seen:
        if one.status in _OK and one.object == first:
            yield _problem(one, expected, f"status {one.status} and the object {first} of the first")


def _problem(one: Repeat, expected: str, observed: str) -> Problem:
    return Problem(f"the write {one.how}", expected, observed)
