"""What a journey needs to be there before its load: sent one after the other, and not measured."""

import json
from collections import defaultdict
from time import perf_counter

from gonogo.loadtests.answer import AnswerReader
from gonogo.loadtests.client import Client
from gonogo.loadtests.connection import Connection
from gonogo.loadtests.encoding import Encoded, encode
from gonogo.loadtests.errors import kind
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.plan import Journey, LoadPlan, PlanError, SetupRequest
from gonogo.loadtests.route import Route

TIMEOUT_SECONDS = 30.0


class Setup:
    """Sends setup requests with a client and a deadline of their own."""

    def __init__(self, plan: LoadPlan, loop: Loop) -> None:
        self._plan = plan
        self._ended: Connection | None = None
        pooled = plan.connections == "pooled"
        self._client = Client(loop, self._note, TIMEOUT_SECONDS, pooled=pooled, keeps_bodies=True)
        self._number = 0

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def run(self, journey: Journey, route: Route) -> dict[str, list[str]]:
        """Send a journey's; what they captured, by name. Raises PlanError at the first unexpected answer."""
        captured: dict[str, list[str]] = defaultdict(list)
        for request in journey.setup:
            where = f"journey {journey.name!r}: setup {request.method} {request.path}"
            encoded = encode(self._plan, request, route)
            for number in range(request.times):
                content = self._content(request, encoded, encoded.filled(number, captured), where)
                for name, path in request.capture.items():
                    captured[name].append(_capture(content, path, where))
        return dict(captured)

    def _content(self, request: SetupRequest, encoded: Encoded, data: bytes, where: str) -> bytes:
        answer = self._answer(encoded, data, where)
        content = bytes(answer.body or b"")
        if answer.status not in request.expected_statuses:
            raise PlanError(
                f"{where}: expected status {request.expected_statuses}, got "
                f"{answer.status}: {content[:200]!r}"
            )
        return content

    def _answer(self, encoded: Encoded, data: bytes, where: str) -> AnswerReader:
        self._ended = None
        self._number += 1
        self._client.send(encoded, data, self._number, perf_counter())
        while self._ended is None:
            self._client.turn(perf_counter() + TIMEOUT_SECONDS)
        if (error := self._ended.error) is not None:
            raise PlanError(f"{where}: expected an answer, got {kind(error)}") from error
        return self._ended.answer

    def _note(self, connection: Connection) -> None:
        self._ended = connection


def _capture(content: bytes, path: str, where: str) -> str:
    try:
        value = json.loads(content)
        for name in path.split("."):
            value = value[int(name)] if isinstance(value, list) else value[name]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise PlanError(f"{where}: expected {path!r} in the JSON answer, got {content[:200]!r}") from error
    return str(value)
