from collections.abc import Sequence

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.latency.observations.soak import Course, Part
from tests.judging import Case
from tests.suites.latency.soaks import CONTRACT, FLAT, MIB, REQUESTS, part, rising, soaked

CASE = Case("latency/memory-comes-to-rest", CONTRACT, clean=soaked(), broken=soaked(part(rising(10_240))))


def test_the_bytes_of_a_request_are_told() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "memory of shop-1, process 7"
    assert problem.expected == "at most 4,096 bytes a request"
    assert problem.observed == "10,240 bytes a request: 80.0 MiB before, 87.8 MiB after 800 of them"


def test_a_leak_in_one_process_of_several_is_seen() -> None:
    other = Course("shop-1, process 8", rising(8_192))
    both = Part(REQUESTS, (*part().courses, other), (2,) * 9)
    assert [problem.where for problem in CASE.problems(soaked(both))] == ["memory of shop-1, process 8"]


def test_a_leak_of_native_pieces_is_seen() -> None:
    steps = tuple(80 * MIB + 4 * MIB * (sent // 200) for sent in REQUESTS)  # every second block
    tooth = tuple(value + 100 * n for n, value in enumerate(steps))
    assert CASE.problems(soaked(part(tooth)))


def test_what_is_allowed_is_no_leak() -> None:
    assert CASE.finding(soaked(part(rising(4_096)))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "megabytes",
    [
        (80, 90, 100, 110, 120, 120, 120, 120, 120),  # a cache that is full
        (80, 100, 110, 115, 117, 118, 118, 118, 118),  # arenas of an allocator
        (80, 95, 110, 82, 97, 112, 84, 99, 114),  # a collector that runs now and then
        (80, 80, 80, 80, 80, 80, 80, 80, 140),  # one large answer, at the end
        (80, 140, 140, 140, 140, 140, 140, 140, 140),
        (80, 79, 81, 80, 82, 80, 81, 83, 81),
        (140, 130, 120, 110, 100, 90, 80, 80, 80),
    ],
)
def test_what_comes_to_rest_is_no_leak(megabytes: tuple[int, ...]) -> None:
    assert CASE.finding(soaked(part([value * MIB for value in megabytes]))).outcome is Outcome.PASSED


def test_what_came_to_rest_in_a_later_part_is_no_leak() -> None:
    assert CASE.finding(soaked(part(rising(10_240)), part())).outcome is Outcome.PASSED


def test_what_still_grows_in_the_last_part_is_one() -> None:
    assert CASE.finding(soaked(*[part(rising(10_240))] * 3)).outcome is Outcome.FAILED


def test_what_came_to_rest_before_the_time_was_over_is_no_leak() -> None:
    short = Part((0, 100), (Course("shop-1, process 7", (FLAT[0], FLAT[0] + MIB)),))
    assert CASE.finding(soaked(part(), short, stopped_by="180 s were over")).outcome is Outcome.PASSED
    finding = CASE.finding(soaked(part(rising(10_240)), short, stopped_by="180 s were over"))
    assert finding.reason == "100 of 800 requests were sent: 180 s were over"


def test_another_process_in_each_part_is_no_leak() -> None:
    other = Part(REQUESTS, (Course("shop-2, process 9", rising(10_240)),))
    assert CASE.finding(soaked(part(rising(10_240)), other)).outcome is Outcome.INCONCLUSIVE


def test_a_soak_of_a_few_bytes_in_all_shows_no_leak() -> None:
    tiny = Part(
        tuple(n // 10 for n in REQUESTS), (Course("p", tuple(FLAT[0] + 600_000 * n // 8 for n in range(9))),)
    )
    assert CASE.problems(soaked(tiny)) == ()


def test_other_answers_than_promised_show_nothing() -> None:
    finding = CASE.finding(soaked(otherwise={"browse: 429": 60}))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == (
        "too many requests were answered otherwise than promised: browse: 429 x 60: a limit of this client; "
        "missing: a header of `network.headers` by which it may ask as often, or a wider limit"
    )
    errors = CASE.finding(soaked(otherwise={"browse: 429": 20, "browse: 500": 40}))
    assert errors.reason.endswith("browse: 429 x 20, browse: 500 x 40")


def test_a_process_that_nobody_can_read_shows_nothing() -> None:
    finding = CASE.finding(soaked(part(memory=())))
    assert finding.reason == "no process that lived throughout could be read each time"


def test_a_soak_that_ended_early_shows_nothing() -> None:
    short = Part((0, 100), (Course("p", (1, 1)),))
    finding = CASE.finding(soaked(short, stopped_by="180 s were over"))
    assert finding.reason == "100 of 800 requests were sent: 180 s were over"
    assert CASE.finding(soaked(parts=(), stopped_by="the contract has no journey that only reads")).reason


@pytest.mark.parametrize(
    "memory",
    [
        rising(4_500),
        rising(100_000),
        [value - MIB * (n % 2) for n, value in enumerate(rising(20_480))],
        rising(10_240, start=2_000 * MIB),
    ],
    ids=["a little more than is allowed", "a body of each", "a collector beside it", "a large process"],
)
def test_what_is_kept_of_each_request_is_refused(memory: Sequence[int]) -> None:
    assert CASE.finding(soaked(part(memory))).outcome is Outcome.FAILED


def saw(rise: int, fall: int, first: int = 80) -> Part:
    """Every second block gives back some of what the one before took, in MiB."""
    steps = [0, *[rise, -fall] * 4]
    return part([(first + sum(steps[: n + 1])) * MIB for n in range(9)])


def test_a_floor_that_rises_under_larger_teeth_is_refused_when_it_is_sure() -> None:
    parts = [saw(11, 9, 80 + 8 * n) for n in range(6)]  # 8 MiB of 800 requests stay, under teeth of 20
    assert CASE.finding(soaked(*parts[:5])).outcome is Outcome.PASSED
    (problem,) = CASE.problems(soaked(*parts))
    assert problem.observed == "10,486 bytes a request: 80.0 MiB before, 128.0 MiB after 4800 of them"


@pytest.mark.parametrize(
    "firsts",
    [(80,) * 6, (80, 96, 112, 112, 112, 112), (80, 88, 96, 88, 96, 88), (80, 120, 130, 134, 136, 136)],
    ids=["flat", "a cache that is full", "a longer saw beside it", "a compiler"],
)
def test_a_floor_that_rests_is_no_leak(firsts: tuple[int, ...]) -> None:
    parts = [saw(11, 11, first) for first in firsts]
    assert CASE.finding(soaked(*parts)).outcome is Outcome.PASSED


def test_a_leak_that_begins_after_a_part_at_rest_is_not_seen() -> None:
    assert CASE.finding(soaked(part(), part(rising(10_240)))).outcome is Outcome.PASSED
