"""Makes a journey's n-th request from its templates and sends it through Locust's session."""

import json
from collections import defaultdict
from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

import gevent
from geventhttpclient.useragent import UserAgent
from locust.contrib.fasthttp import FAILURE_EXCEPTIONS

from gonogo.loadtests import template
from gonogo.loadtests.errors import FailedRequest, kind
from gonogo.loadtests.plan import Journey, LoadPlan, PlanError, SetupRequest
from gonogo.loadtests.tally import Outcome

if TYPE_CHECKING:
    from locust.contrib.fasthttp import FastHttpSession

# Identity unless a journey says otherwise: unpacking costs the generator time that would count as latency.
DEFAULT_HEADERS = {"Accept-Encoding": "identity"}


class JourneySender:
    """Sends the requests of one journey."""

    def __init__(self, plan: LoadPlan, journey: Journey, session: "FastHttpSession") -> None:
        self._plan = plan
        self._journey = journey
        self._session = session
        self._bases = [
            url.rstrip("/") for url in ((journey.base_url,) if journey.base_url else plan.base_urls)
        ]
        self._headers, self._literal = _headers(plan, journey), _literal(plan, journey)
        self._body = template.body_text(journey.json)
        self._captured: dict[str, list[str]] = defaultdict(list)
        self._expected = frozenset(journey.expected_statuses)

    def set_up(self, agent: UserAgent) -> None:
        """Send the journey's setup requests. Raises PlanError at the first unexpected answer."""
        for request in self._journey.setup:
            for number in range(request.times):
                self._set_up_once(agent, request, number)

    def send(self, number: int, intended: float) -> tuple[float, Outcome]:
        """Send arrival `number`; when its last byte (or error) came, and how it ended.

        Locust's `request` event tells the latency from the intended start, as its tables should.
        """
        known = template.values(number, self._captured)
        url = self._bases[number % len(self._bases)] + template.fill(
            self._journey.path, known, template.path_escape
        )
        headers = _filled(self._headers, self._literal, known)
        body = template.fill(self._body, known, template.json_escape) if self._body is not None else None
        deadline = gevent.Timeout.start_new(self._plan.timeout_seconds)
        try:
            with self._session.request(
                self._journey.method,
                url,
                name=self._journey.name,
                data=body,
                headers=headers,
                catch_response=True,
            ) as response:
                now = perf_counter()
                outcome = self._outcome(response)
                response.request_meta["response_time"] = (now - intended) * 1000
                _tell_locust(response, outcome)
            return now, outcome
        finally:
            deadline.close()

    def failed(self, error: BaseException, intended: float) -> tuple[float, Outcome]:
        """The outcome of a request whose sending raised what Locust's session does not expect."""
        now, name = perf_counter(), kind(error)
        self._session.request_event.fire(
            request_type=self._journey.method,
            name=self._journey.name,
            response_length=0,
            response_time=(now - intended) * 1000,
            exception=FailedRequest(name),
            context={},
        )
        return now, Outcome(0, expected=False, error=name, received_bytes=0)

    def _outcome(self, response: Any) -> Outcome:
        error, size = response.request_meta["exception"], response.request_meta["response_length"]
        if error is not None:
            return Outcome(0, expected=False, error=kind(error), received_bytes=size)
        status = response.status_code
        return Outcome(status, expected=status in self._expected, error=None, received_bytes=size)

    def _set_up_once(self, agent: UserAgent, request: SetupRequest, number: int) -> None:
        known = template.values(number, self._captured)
        url = self._bases[0] + template.fill(request.path, known, template.path_escape)
        headers = _filled(_headers(self._plan, request), _literal(self._plan, request), known)
        text = template.body_text(request.json)
        body = template.fill(text, known, template.json_escape) if text is not None else None
        where = f"journey {self._journey.name!r}: setup {request.method} {request.path}"
        try:
            answer = agent.urlopen(url, method=request.method, headers=headers, payload=body)
        except FAILURE_EXCEPTIONS as error:
            raise PlanError(f"{where}: expected an answer, got {kind(error)}") from error
        if answer.status_code not in request.expected_statuses:
            raise PlanError(
                f"{where}: expected status {request.expected_statuses}, got "
                f"{answer.status_code}: {answer.content[:200]!r}"
            )
        for name, path in request.capture.items():
            self._captured[name].append(_capture(answer.content, path, where))


def _headers(plan: LoadPlan, request: Journey | SetupRequest) -> dict[str, str]:
    """Defaults, then the plan's, then the request's own; names differ in more than their case."""
    merged = dict(DEFAULT_HEADERS)
    if plan.connections == "fresh":
        # Asking the server to close first leaves TIME_WAIT with it, and our ports free.
        merged["Connection"] = "close"
    if request.json is not None:
        merged["Content-Type"] = "application/json"
    for name, value in (*plan.headers.items(), *request.headers.items()):
        merged = {known: text for known, text in merged.items() if known.lower() != name.lower()}
        merged[name] = value
    return merged


def _literal(plan: LoadPlan, request: Journey | SetupRequest) -> frozenset[str]:
    """Names of the plan's headers that the request does not replace: a key may have braces of its own."""
    replaced = {name.lower() for name in request.headers}
    return frozenset(name for name in plan.headers if name.lower() not in replaced)


def _filled(headers: dict[str, str], literal: frozenset[str], known: Mapping[str, str]) -> dict[str, str]:
    return {name: t if name in literal else template.fill(t, known) for name, t in headers.items()}


def _capture(content: bytes, path: str, where: str) -> str:
    try:
        value = json.loads(content)
        for name in path.split("."):
            value = value[int(name)] if isinstance(value, list) else value[name]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise PlanError(f"{where}: expected {path!r} in the JSON answer, got {content[:200]!r}") from error
    return str(value)


def _tell_locust(response: Any, outcome: Outcome) -> None:
    if outcome.expected:
        response.success()
    else:
        response.failure(FailedRequest(outcome.error or f"unexpected status {outcome.status}"))
