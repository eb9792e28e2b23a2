"""Makes a journey's n-th request, and says what an answer to it is worth."""

from collections.abc import Mapping

from gonogo.loadtests.answer import AnswerReader
from gonogo.loadtests.encoding import Encoded, encode
from gonogo.loadtests.errors import kind
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.route import Route
from gonogo.loadtests.tally import Outcome


class JourneySender:
    """The requests of one journey, to its routes in turn; `captured` is what its setup found."""

    def __init__(
        self, plan: LoadPlan, journey: Journey, routes: list[Route], captured: Mapping[str, list[str]]
    ) -> None:
        self.method, self.name = journey.method, journey.name
        self._requests = [encode(plan, journey, route) for route in routes]
        self._captured = captured
        self._expected = frozenset(journey.expected_statuses)
        self._last = Outcome(0, expected=False, error="timeout", received_bytes=0)

    def request(self, number: int) -> tuple[Encoded, bytes]:
        """What arrival `number` sends, and its bytes."""
        requests = self._requests
        request = requests[number % len(requests)] if len(requests) > 1 else requests[0]
        return request, request.whole or request.filled(number, self._captured)

    def outcome(self, answer: AnswerReader, error: Exception | None) -> Outcome:
        """How a request ended; an equal one follows most of the time, and is not made again."""
        if error is not None:
            return Outcome(0, expected=False, error=kind(error), received_bytes=0)
        last, status, size = self._last, answer.status, answer.size
        if last.status != status or last.received_bytes != size:
            last = Outcome(status, expected=status in self._expected, error=None, received_bytes=size)
            self._last = last
        return last
