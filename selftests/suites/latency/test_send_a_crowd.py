"""The experiment on a real server: crowds that go well, and each way in which they do not."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.loadtests.run import LoadError
from gonogo.suites.latency.experiments import crowd as experiments
from gonogo.suites.latency.observations.crowd import Crowds
from tests.judging import Case, done
from tests.suites.latency.crowds import (
    CLIENTS,
    Place,
    awaits,
    blocks,
    holds,
    is_full,
    needs,
    one_by_one,
    promising,
    quick,
    serving,
    sheds,
    takes_two,
)
from tests.suites.latency.test_crowd_is_answered_in_time import CASE as ANSWERED
from tests.suites.latency.test_crowd_leaves_others_alone import CASE as ALONE

ONLY: dict[str, Any] = {"journeys": ["browse"], "within_seconds": 1.2}


Route = Callable[[Place], Awaitable[bytes]]


def sent(browse: Route, find: Route = quick, **crowd: Any) -> tuple[Crowds, Outcome, Outcome]:
    """Send crowds to a server whose `browse` is this; what was seen, and what both rules say."""
    made = promising(**crowd)
    with serving(browse=browse, find=find) as (target, _):
        seen = done(experiments.send_a_crowd, target, made)
    told = [Case(case.rule_id, made, case.clean, case.broken).finding(seen) for case in (ANSWERED, ALONE)]
    return seen, told[0].outcome, told[1].outcome


def test_a_good_service_gets_one_crowd_on_each_journey_in_a_moment() -> None:
    began = time.monotonic()
    seen, answered, alone = sent(quick)
    assert (answered, alone) == (Outcome.PASSED, Outcome.PASSED)
    assert seen.journeys == ("browse", "find")
    assert [len(one.crowd) for one in seen.crowds] == [CLIENTS, CLIENTS]
    assert all(len(one.alone) == 3 and len(one.after) == 1 for one in seen.crowds)
    assert all(len(other.meanwhile) >= 5 for one in seen.crowds for other in one.beside)
    assert time.monotonic() - began < 10


def test_everybody_waits_at_once() -> None:
    with serving(browse=awaits) as (target, place):
        seen = done(experiments.send_a_crowd, target, promising(journeys=["browse"]))
    assert place.most["/browse"] == CLIENTS
    assert [case.finding(seen).outcome for case in (ANSWERED, ALONE)] == [Outcome.PASSED] * 2


def test_one_after_the_other_is_too_slow_and_bothers_nobody_else() -> None:
    seen, answered, alone = sent(one_by_one, **ONLY)
    assert (answered, alone) == (Outcome.FAILED, Outcome.PASSED)
    assert len(seen.of("browse")) == 2


def test_a_route_that_blocks_holds_up_the_others() -> None:
    _, answered, alone = sent(blocks, journeys=["browse"], within_seconds=6)
    assert (answered, alone) == (Outcome.PASSED, Outcome.FAILED)


def test_a_pool_that_is_held_holds_up_whoever_shares_it() -> None:
    _, answered, alone = sent(holds, needs, journeys=["browse"], within_seconds=6)
    assert (answered, alone) == (Outcome.PASSED, Outcome.FAILED)


def test_others_that_are_turned_away_are_not_left_alone() -> None:
    _, answered, alone = sent(awaits, is_full, journeys=["browse"])
    assert (answered, alone) == (Outcome.PASSED, Outcome.FAILED)


def test_a_deadlock_ends_it_with_facts() -> None:
    seen, answered, alone = sent(takes_two, **ONLY)
    assert (answered, alone) == (Outcome.FAILED, Outcome.PASSED)
    assert {reply.said for reply in seen.crowds[0].crowd} == {"timeout"}
    assert len(seen.crowds) == 1
    assert seen.crowds[0].after[-1].said == "timeout"


def test_what_is_turned_away_with_a_time_to_come_back_is_seen() -> None:
    seen, answered, _ = sent(sheds, journeys=["browse"], may_shed=0.8)
    assert answered is Outcome.PASSED
    assert sum(reply.shed for reply in seen.crowds[0].crowd) == CLIENTS - 5


def test_a_journey_that_fails_alone_gets_no_crowd() -> None:
    async def fails(_place: Place) -> bytes:
        return b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"

    seen, answered, alone = sent(fails)
    assert (seen.crowds[0].crowd, seen.crowds[0].after) == ((), ())
    assert (answered, alone) == (Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE)


def test_a_crowd_that_cannot_be_sent_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experiments, "_STARTS_WITHIN_SECONDS", -1000)
    with serving(browse=quick) as (target, _), pytest.raises(LoadError, match="not done after"):
        done(experiments.send_a_crowd, target, promising())
