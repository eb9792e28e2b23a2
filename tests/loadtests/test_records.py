"""What a worker process writes down is what its recorder reads."""

import dataclasses

import pytest

from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.records import DROPPED, FINISHED, SENT, RecordedBooks, events
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome

PLAN = LoadPlan(
    base_urls=("http://127.0.0.1",),
    journeys=(Journey(name="a", path="/", weight=1),),
    rate_per_second=10,
    duration_seconds=2,
    max_requests=100,
)
GOOD = Outcome(200, expected=True, error=None, received_bytes=5_000_000_000)
LOST = dataclasses.replace(GOOD, status=0, expected=False, error="timeout", received_bytes=0)
START = 1000.0


def test_records_have_the_numbers_of_the_whole_schedule() -> None:
    books = RecordedBooks(build(PLAN).part(1, 2))
    books.begin(START)
    books.sent(0, START + 0.1)
    books.dropped(1)
    books.finished(0, START + 0.1, START + 0.25, GOOD)
    told = list(events(bytes(books.records)))
    assert [(event.what, event.number) for event in told] == [(SENT, 1), (DROPPED, 3), (FINISHED, 1)]
    assert [event.at - START for event in told] == pytest.approx([0.1, 0.3, 0.25])
    assert (told[2].sent_at, told[2].status, told[2].size) == (START + 0.1, 200, 5_000_000_000)


def test_errors_are_told_by_their_place() -> None:
    books = RecordedBooks(build(PLAN))
    books.begin(START)
    for place, outcome in enumerate((LOST, GOOD, dataclasses.replace(LOST, error="tls"), LOST)):
        books.finished(place, START, START + 1, outcome)
    assert [event.error for event in events(bytes(books.records))] == [1, 0, 2, 1]
    assert books.errors == ["timeout", "tls"]


def test_a_request_that_ends_while_others_are_overdue_says_so() -> None:
    books = RecordedBooks(build(PLAN).part(0, 2))
    books.begin(START)
    books.sent(0, START)
    books.finished(0, START, START + 0.5, GOOD)  # the next was due after 0.2 s
    books.sent(1, START + 0.6)
    books.finished(1, START + 0.6, START + 0.61, GOOD)
    late = [event.late_seconds for event in events(bytes(books.records)) if event.what == FINISHED]
    assert late == pytest.approx([0.3, 0.4], rel=1e-5)
