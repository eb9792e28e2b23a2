import json
from typing import Any, cast

import pytest
from pydantic import TypeAdapter

from gonogo.core.finding import Outcome
from gonogo.suites.health.experiments.containers import count_restarts
from gonogo.suites.health.observations.containers import Container, Restarts
from gonogo.targets.base import ContainerState, Target
from tests.judging import Case, contract, done

CONTRACT = contract(health={"liveness": {"path": "/live"}})
WELL = Container("shop-1", 0, "running")
CASE = Case(
    "health/nothing-was-restarted",
    CONTRACT,
    clean=Restarts((WELL, Container("store-1", 0, "running"))),
    broken=Restarts((WELL, Container("shop-2", 1, "running"))),
)


class Stack:
    """A target of which nothing but its containers is asked."""

    def __init__(self, **description: Any) -> None:
        self.description = description

    def container_states(self) -> list[ContainerState]:
        return [ContainerState("shop-1", "shop", self.description, "")]


def test_the_container_and_how_often_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("shop-2", "restarted once, now running")


def test_one_that_is_just_being_restarted_is_refused() -> None:
    looping = Restarts((WELL, Container("mailer-1", 4, "restarting")))
    (problem,) = CASE.problems(looping)
    assert (problem.where, problem.observed) == ("mailer-1", "restarted 4 times, now restarting")


@pytest.mark.parametrize(("count", "refused"), [(0, 0), (2, 1)])
def test_the_count_is_the_engines_own(count: int, refused: int) -> None:
    stack = Stack(RestartCount=count, State={"Status": "running", "Restarting": False})
    seen = done(count_restarts, cast("Target", stack), CONTRACT)
    assert len(CASE.problems(seen)) == refused


def test_an_engine_that_tells_no_count_has_not_been_asked() -> None:
    with pytest.raises(KeyError):
        done(count_restarts, cast("Target", Stack(State={"Status": "running"})), CONTRACT)


def test_what_was_seen_survives_the_journal() -> None:
    adapter = TypeAdapter(Restarts)
    kept = json.dumps(adapter.dump_python(CASE.broken, mode="json"))
    assert adapter.validate_json(kept) == CASE.broken


@pytest.mark.parametrize(
    "container",
    [
        Container("shop-2", 1, "running"),
        Container("mailer-1", 2, "running"),
        Container("migrate-1", 1, "exited"),
        Container("store-1", 7, "restarting"),
        Container("front-1", 3, "paused"),
    ],
    ids=["a replica beside another", "a worker", "a task that ended at last", "a loop", "the proxy"],
)
def test_any_container_of_the_stack_counts(container: Container) -> None:
    assert [p.where for p in CASE.problems(Restarts((WELL, container)))] == [container.name]


@pytest.mark.parametrize("state", ["exited", "created", "dead"])
def test_one_that_the_engine_never_restarted_passes(state: str) -> None:
    """A task that is done, and also a process that ended: whoever starts it by hand is not counted."""
    assert CASE.finding(Restarts((WELL, Container("migrate-1", 0, state)))).outcome is Outcome.PASSED
