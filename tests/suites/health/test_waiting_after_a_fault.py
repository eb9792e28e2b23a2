"""How long everybody has to be answered well before a fault begins, and before it is over."""

from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.contract.base import Request
from gonogo.suites.health.experiments.outage import _is_well
from gonogo.suites.health.experiments.sampler import Question
from tests.suites.health.examples import asked


def is_well(question: str, *statuses: int | None) -> bool:
    samples = asked(question, {float(at): said for at, said in enumerate(statuses)})
    sampler: Any = SimpleNamespace(latest=lambda _, count, __: samples[-count:])
    return _is_well(sampler, Question(question, "", "a"), 0.0, Request(path="/things"))


@pytest.mark.parametrize("question", ["traffic", "readiness", "overall"])
@pytest.mark.parametrize(("good", "well"), [(3, False), (7, False), (8, True)])
def test_each_question_is_asked_until_a_broken_worker_would_have_answered(
    question: str, good: int, *, well: bool
) -> None:
    assert is_well(question, 503, *[200] * good) is well


def test_a_bad_answer_among_the_last_ones_is_not_well() -> None:
    assert not is_well("readiness", *[200] * 8, 503, 200, 200)
