"""Ways to keep the connection that it sees: after the chunks, after the length, at one replica alone.

Good look-alikes on which it is silent: 400 and an end, an answer and an end, a bad coding.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.framing import Framed, Framings
from tests.judging import Case, contract

CONTRACT = contract(security={"framing": {"method": "POST", "path": "/things", "status": 401}})
CONTROL = Framed("entry", "a length", (401, 200), "")
BOTH = Framed("entry", "Content-Length within a chunk, beside Transfer-Encoding", (401,), "", both=True)


def framings(*tried: Framed, control: Framed = CONTROL) -> Framings:
    return Framings((control,), (BOTH, *tried))


CASE = Case(
    "security/both-framings-end-the-connection",
    CONTRACT,
    clean=framings(),
    broken=framings(replace(BOTH, statuses=(401, 200))),
)


def test_the_message_and_both_answers_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == (f"{BOTH.what}, at entry", "answers 401, 200")


@pytest.mark.parametrize(
    ("statuses", "asked"), [((400,), 1), ((401,), 1), ((401,), 2), ((401, 400), 2), ((), 1)]
)
def test_a_connection_that_ends_passes(statuses: tuple[int, ...], asked: int) -> None:
    assert CASE.finding(framings(replace(BOTH, statuses=statuses, asked=asked))).outcome is Outcome.PASSED


def test_other_framings_may_keep_it() -> None:
    assert CASE.problems(framings(replace(BOTH, both=False, statuses=(401, 200)))) == ()


def test_a_hidden_request_is_another_rule_s() -> None:
    assert CASE.problems(framings(replace(BOTH, statuses=(401, 200, 200)))) == ()


def test_without_a_control_nothing_is_established() -> None:
    assert CASE.finding(framings(control=replace(CONTROL, statuses=(503,)))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "kept",
    [
        replace(BOTH, statuses=(401, 401)),
        replace(BOTH, statuses=(200, 404)),
        replace(BOTH, statuses=(401, 500)),
        replace(BOTH, statuses=(413, 200), source="shop-2"),
        replace(BOTH, statuses=(401, 200), what="chunks within a Content-Length"),
    ],
    ids=["refused again", "taken, and not found", "an error", "one replica, after its refusal", "the length"],
)
def test_any_answer_to_the_next_request_keeps_it(kept: Framed) -> None:
    assert [p.where for p in CASE.problems(framings(kept))] == [f"{kept.what}, at {kept.source}"]
