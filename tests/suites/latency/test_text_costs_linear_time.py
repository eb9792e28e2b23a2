"""It sees what doubles with each letter, what takes the square or more, what any long text does, silence.

Good look-alikes on which it is silent: time in proportion, however slow; a text that is refused at once.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.latency.observations.texts import Attempt, Place, Point, Series, Silence, Texts
from tests.judging import Case, contract
from tests.suites.latency.examples import JOURNEY

CONTRACT = contract(latency={"journeys": [JOURNEY], "text": {}})
PLACE = Place("q of GET /things", 200, 200, 0.002, ((16, 200), (7_000, 200)))
QUICK = Series(PLACE.name, "letters", 7_000)


def attempt(*seconds: float, ordinary: float | None = 0.003) -> Attempt:
    points = tuple(Point(1_000 * 2**n, each) for n, each in enumerate(seconds))
    return Attempt(points, ordinary)


SQUARE = attempt(0.022, 0.082, 0.322)
CASE = Case(
    "latency/text-costs-linear-time",
    CONTRACT,
    clean=Texts((PLACE,), (QUICK,)),
    broken=Texts((PLACE,), (QUICK, replace(QUICK, family="blanks", attempts=(SQUARE, SQUARE)))),
)


def seen(*attempts: Attempt, silence: Silence | None = None, place: Place = PLACE) -> Texts:
    return Texts((place,), (replace(QUICK, attempts=attempts, silence=silence),))


def test_family_place_and_times_are_told() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "blanks, in q of GET /things"
    assert problem.observed == (
        "0.022 s for 1,000, 0.082 s for 2,000, 0.322 s for 4,000 characters; "
        "ordinary words beside it took 0.003 s"
    )


@pytest.mark.parametrize(
    "seconds",
    [
        (0.022, 0.042, 0.082),  # in proportion
        (0.022, 0.049, 0.110),  # sorted
        (0.002, 0.102, 0.102),  # a step
        (0.002, 0.050, 0.200),  # the first one's time is noise
        (0.006, 0.013, 0.045),  # quick enough
        (0.302, 0.302, 0.352),  # slow, and always so
    ],
)
def test_what_does_not_outgrow_its_length_is_good(seconds: tuple[float, ...]) -> None:
    slow = attempt(*seconds)
    assert CASE.finding(seen(slow, slow)).outcome is Outcome.PASSED


def test_a_machine_that_stutters_once_is_good() -> None:
    assert CASE.finding(seen(SQUARE, attempt(0.02, 0.04, 0.08))).outcome is Outcome.PASSED


def test_a_text_without_an_answer_is_a_problem() -> None:
    (problem,) = CASE.problems(seen(silence=Silence(30, 5.0, 0.003)))
    assert problem.observed == (
        "no answer within 5 s for 30 characters; ordinary words beside it took 0.003 s"
    )


def test_the_contract_says_what_is_quick_enough() -> None:
    patient = replace(CASE, contract=contract(latency={"journeys": [JOURNEY], "text": {"seconds": 0.5}}))
    assert patient.finding(CASE.broken).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "doubtful",
    [
        seen(place=replace(PLACE, status=503)),
        seen(place=replace(PLACE, ordinary=((16, 200), (256, 429)))),
        seen(place=replace(PLACE, ordinary=((16, 401),))),
        seen(place=replace(PLACE, ordinary=((16, None),))),
        seen(place=replace(PLACE, ordinary=())),
        seen(*[attempt(0.022, 0.082, 0.322, ordinary=None)] * 2),
        seen(silence=Silence(30, 5.0, None)),
        seen(silence=Silence(30, 5.0, 1.0)),
        Texts((PLACE,), (QUICK,), ("120 s were over",)),
        Texts((PLACE,), (replace(QUICK, longest=0),)),
        Texts((), ()),
    ],
)
def test_without_ordinary_words_that_are_taken_nobody_can_tell(doubtful: Texts) -> None:
    assert CASE.finding(doubtful).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("status", [200, 400, 404, 413, 414, 422])
def test_ordinary_words_that_are_refused_for_their_length_were_taken(status: int) -> None:
    refused = seen(place=replace(PLACE, ordinary=((16, 200), (7_000, status))))
    assert CASE.finding(refused).outcome is Outcome.PASSED
