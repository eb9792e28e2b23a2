"""Lanes do everything once, and what comes of it; a group that is not caught is proven one by one."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from proving import doing, record
from proving.catalogue import seeds
from proving.doing import done
from proving.groups import distinct_ordinals, grouped
from proving.judge import Judged, Outcome
from proving.lanes import STACKS, Lanes
from proving.ledger import Ledger
from proving.seed import Defect, Place, Twin
from proving.starts import CleanProof
from proving.tasks import Task, singles

CAUGHT, MISSED = Judged(Outcome.CAUGHT, ("a/b",)), Judged(Outcome.MISSED)
DEFECTS = [s for s in seeds() if isinstance(s.declared, Defect) and 2 in distinct_ordinals(s, 2)]
GROUP = next(group for group in grouped((seed, 2) for seed in DEFECTS) if len(group) > 2)
TWINS = [seed for seed in seeds() if isinstance(seed.declared, Twin)]
GOOD = next(group for group in grouped((seed, 1) for seed in TWINS) if len(group) > 2)


def task(target: Place, *, measures: bool = False) -> Task:
    return Task(target, (), (), measures)


@pytest.fixture(autouse=True)
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "write_proof", lambda _: None)


def silent(_: str) -> None:
    """Tell nobody."""


def test_each_task_is_done_once_and_what_comes_of_it() -> None:
    more, did, turn = [task("compose"), task("local")], [], threading.Lock()

    def do(one: Task) -> Iterable[Task]:
        with turn:
            did.append(one)
            return [more.pop()] if more else []

    Lanes([task("local"), task("compose"), task("local", measures=True)], do).run(3)
    assert len(did) == 5


def test_a_measurement_comes_when_it_is_due_and_the_first_lane_keeps_the_processor_busy() -> None:
    order: list[Task] = []
    tasks = [task("local", measures=True), task("compose"), task("local")]

    def do(one: Task) -> Iterable[Task]:
        order.append(one)
        return []

    Lanes(tasks, do).run(1)
    assert order == [tasks[0], tasks[2], tasks[1]]


def test_a_third_stack_is_not_begun_beside_two_and_a_process() -> None:
    begun, two, third, local_ended = [0], threading.Event(), threading.Event(), threading.Event()
    turn, began_beside = threading.Lock(), [False]

    def do(one: Task) -> Iterable[Task]:
        if one.target == "local":
            assert two.wait(5.0)
            began_beside[0] = third.wait(0.3)
            local_ended.set()
            return []
        with turn:
            begun[0] += 1
            if begun[0] >= STACKS:
                (two if begun[0] == STACKS else third).set()
        assert local_ended.wait(5.0)
        return []

    Lanes([task("local"), *(task("compose") for _ in range(STACKS + 1))], do).run(STACKS + 2)
    assert (began_beside, begun) == ([False], [STACKS + 1])


def test_a_third_stack_is_begun_where_only_stacks_are_left() -> None:
    together = threading.Barrier(STACKS + 1)

    def do(_: Task) -> Iterable[Task]:
        together.wait(5.0)
        return []

    Lanes([task("compose") for _ in range(STACKS + 1)], do).run(STACKS + 1)
    assert not together.broken


def test_one_measurement_at_a_time_and_the_other_lanes_go_on() -> None:
    measuring, most, turn, over = [0], [0], threading.Lock(), threading.Semaphore(0)

    def do(one: Task) -> Iterable[Task]:
        if not one.measures:
            over.release()
            return []
        with turn:
            measuring[0] += 1
            most[0] = max(most[0], measuring[0])
        assert over.acquire(timeout=5.0)  # one of the others begins and ends meanwhile
        with turn:
            measuring[0] -= 1
        return []

    tasks = [task("local", measures=True) for _ in range(3)] + [task("local") for _ in range(3)]
    Lanes(tasks, do).run(3)
    assert most == [1]


def test_what_breaks_a_lane_ends_the_run() -> None:
    def broken(_: Task) -> Iterable[Task]:
        raise KeyError("why")

    with pytest.raises(KeyError, match="why"):
        Lanes([task("local")], broken).run(2)


def test_nothing_begins_after_the_drop() -> None:
    did = []

    def do(one: Task) -> Iterable[Task]:
        did.append(one)
        lanes.drop()
        return []

    lanes = Lanes([task("local"), task("local")], do)
    lanes.run(1)
    assert len(did) == 1


def of(members: Any) -> Task:
    return Task(members[0][0].target, members, ("a/b",))


def test_a_group_that_is_caught_settles_each_member(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doing, "prove_together", lambda members, *_, **__: ([CAUGHT for _ in members], 9.0))
    ledger = Ledger(2)
    assert list(done(of(GROUP), ledger, silent, whole=False)) == []
    assert not any(ledger.is_open(seed.id, 2) for seed, _ in GROUP)
    assert all(ledger.is_open(seed.id, 1) for seed, _ in GROUP)


def test_a_group_with_one_that_is_not_caught_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = [MISSED, *(CAUGHT for _ in GROUP[1:])]
    monkeypatch.setattr(doing, "prove_together", lambda *_, **__: (judged, 9.0))
    ledger = Ledger(2)
    assert list(done(of(GROUP), ledger, silent, whole=False)) == singles(of(GROUP))
    assert all(ledger.is_open(seed.id, 2) for seed, _ in GROUP)


def test_one_alone_is_judged_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doing, "prove_number", lambda *_, **__: (MISSED, 1.0))
    ledger = Ledger(2)
    assert list(done(singles(of(GROUP))[0], ledger, silent, whole=False)) == []
    assert [proof.judged.outcome for proof in ledger.done.defects] == [Outcome.MISSED]


@pytest.mark.parametrize(("ordinals", "own_rules", "brief"), [
    ((2, 3), True, True), ((1, 2), True, False), ((2, 3), False, False),
])  # fmt: skip
def test_later_numbers_alone_are_brief(
    ordinals: tuple[int, ...], own_rules: bool, brief: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[bool] = []

    def together(members: Any, *_: Any, brief: bool) -> Any:
        said.append(brief)
        return [CAUGHT for _ in members], 9.0

    monkeypatch.setattr(doing, "prove_together", together)
    members = tuple((seed, ordinal) for (seed, _), ordinal in zip(GROUP, ordinals, strict=False))
    task_ = replace(of(members), own_rules=own_rules)
    assert list(done(task_, Ledger(3), silent, whole=False)) == []
    assert said == [brief]


def test_who_is_settled_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(2)
    for seed, _ in GROUP:
        ledger.judged(seed, 1, MISSED, 1.0, shared=False)
    monkeypatch.setattr(doing, "prove_together", lambda *_, **__: pytest.fail("all are settled"))
    monkeypatch.setattr(doing, "prove_number", lambda *_, **__: pytest.fail("all are settled"))
    assert list(done(of(GROUP), ledger, silent, whole=False)) == []


@pytest.mark.parametrize("verdict", ["GO", "NO-GO", "none"])
def test_twins_that_are_not_go_together_are_judged_alone(
    monkeypatch: pytest.MonkeyPatch, verdict: str
) -> None:
    def proven(chosen: Any, _: Any, **__: Any) -> list[CleanProof]:
        return [CleanProof(seed.id, seed, verdict, (), "", 1.0) for seed in chosen]

    monkeypatch.setattr(doing, "prove_clean", proven)
    ledger = Ledger(3)
    more = list(done(of(GOOD), ledger, silent, whole=False))
    assert more == ([] if verdict == "GO" else singles(of(GOOD)))
    for one in more:
        assert list(done(one, ledger, silent, whole=False)) == []
    assert [proof.verdict for proof in ledger.done.twins] == [verdict for _ in GOOD]
