"""How long users have to be answered well before a fault is over."""

from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.contract.base import Request
from gonogo.suites.health.experiments.outage import _is_well
from gonogo.suites.health.experiments.sampler import Question
from tests.suites.health.examples import asked


def is_well(question: str, *statuses: int | None, users: int = 8) -> bool:
    samples = asked(question, {float(at): said for at, said in enumerate(statuses)})
    sampler: Any = SimpleNamespace(latest=lambda _, count, __: samples[-count:])
    return _is_well(sampler, Question(question, "", "a"), 0.0, Request(path="/things"), users)


@pytest.mark.parametrize(("good", "well"), [(3, False), (7, False), (8, True)])
def test_users_are_asked_until_a_broken_process_would_have_answered(good: int, well: bool) -> None:
    assert is_well("traffic", 500, *[200] * good) is well


def test_probes_and_the_control_before_take_three() -> None:
    assert is_well("readiness", 503, 200, 200, 200)
    assert is_well("traffic", 500, 200, 200, 200, users=3)
    assert not is_well("readiness", 200, 503, 200, 200)
