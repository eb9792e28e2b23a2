"""A load without Locust: real requests, real books, and no waiting between arrivals."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.instruments.probe.ask import Answer, probe
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome

if TYPE_CHECKING:
    from gonogo.loadtests.plan import LoadPlan
    from gonogo.loadtests.result import LoadResult

_TOOK_SECONDS = 0.001  # whatever it took while everything else is asked as well


def run_load(plan: LoadPlan, _work_dir: Path, _deadline_seconds: float) -> LoadResult:
    """Send each journey once: these servers answer every request in the same way, as soon as it comes."""
    schedule = build(plan)
    books = Measurement(plan, schedule)
    books.begin(0.0)
    asked = cache(lambda journey: _ask(plan, journey))
    for number, journey in enumerate(schedule.journeys):
        intended, answer = schedule.seconds[number], asked(journey)
        books.sent(number, intended)
        books.finished(number, intended, intended + _TOOK_SECONDS, _outcome(plan, journey, answer))
    return books.result(None)


def _ask(plan: LoadPlan, number: int) -> Answer:
    journey = plan.journeys[number]
    body = b"{}" if journey.method == "POST" else None
    return probe(plan.base_urls[0] + journey.path, method=journey.method, headers=journey.headers, body=body)


def _outcome(plan: LoadPlan, number: int, answer: Answer) -> Outcome:
    expected = answer.status in plan.journeys[number].expected_statuses
    return Outcome(answer.status or 0, expected, answer.error, len(answer.body))
