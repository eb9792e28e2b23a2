from collections.abc import Sequence
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.latency.soaks import CONTRACT, part, soaked

LEAK = tuple(range(12, 813, 100))
CASE = Case(
    "latency/descriptors-come-to-rest",
    CONTRACT,
    clean=soaked(),
    broken=soaked(part(descriptors=LEAK)),
)


def test_the_descriptors_before_and_after_are_told() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "open files and sockets of shop-1, process 7"
    assert (problem.expected, problem.observed) == ("at most 20 more", "12 before, 812 after 800 requests")


def test_threads_that_do_not_end_are_seen() -> None:
    (problem,) = CASE.problems(soaked(part(threads=range(5, 86, 10))))
    assert problem.where == "threads of shop-1, process 7"


def test_processes_that_do_not_end_are_seen() -> None:
    (problem,) = CASE.problems(soaked(replace(part(), processes=tuple(range(1, 82, 10)))))
    assert problem.where == "processes of the release"


def test_one_of_a_hundred_requests_is_enough_where_there_are_many() -> None:
    assert CASE.problems(soaked(part(descriptors=range(12, 37, 3))))


@pytest.mark.parametrize(
    "counts",
    [
        (12, 20, 30, 40, 50, 50, 50, 50, 50),  # a pool that is full
        (12, 20, 12, 20, 12, 20, 12, 20, 20),  # connections that are just being closed
        (12, 14, 17, 19, 22, 24, 27, 29, 32),  # as many as are allowed
        (90, 80, 70, 60, 50, 40, 30, 20, 12),
    ],
)
def test_what_comes_to_rest_is_no_leak(counts: tuple[int, ...]) -> None:
    assert CASE.finding(soaked(part(descriptors=counts))).outcome is Outcome.PASSED


def test_what_ran_out_cannot_grow_to_the_end() -> None:
    full = part(descriptors=(12, 300, 600, 1000, 1024, 1024, 1024, 1024, 1024))
    assert CASE.problems(soaked(full)) == ()
    assert CASE.problems(soaked(full, otherwise={"browse: timeout": 32}, gave_up=True))


def test_descriptors_that_nobody_can_read_show_nothing() -> None:
    finding = CASE.finding(soaked(part(descriptors=())))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "no process that lived throughout could be read each time"


@pytest.mark.parametrize(
    "counts",
    [
        range(12, 813, 100),
        (12, 12, 12, 12, 112, 212, 312, 412, 512),
        (12, 112, 100, 212, 200, 312, 300, 412, 400),
        (12, 17, 22, 27, 32, 37, 42, 47, 52),
    ],
    ids=["each request", "from the middle on", "some are closed", "one in twenty"],
)
@pytest.mark.parametrize("what", ["descriptors", "threads"])
def test_what_stays_behind_requests_is_refused(counts: Sequence[int], what: str) -> None:
    seen = soaked(part(descriptors=counts)) if what == "descriptors" else soaked(part(threads=counts))
    assert CASE.finding(seen).outcome is Outcome.FAILED
