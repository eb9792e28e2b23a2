import json
import threading
from collections import Counter
from dataclasses import replace
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.instruments.leave import Leaving, ask_and_leave
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.waits import Wait, pause
from gonogo.suites.latency.experiments import abandonment as experiments
from gonogo.suites.latency.experiments.echoes import Echoes
from gonogo.suites.latency.observations.abandonment import Abandoned, Abandonment
from tests.judging import Case, contract, done
from tests.suites.latency.examples import CONTRACT, JOURNEY
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget, shop

BROWSE = Abandoned("browse", 200, before=("200",) * 5, left=90, after=("200",) * 40)
CASE = Case(
    "latency/abandoned-requests-leave-nothing-behind",
    CONTRACT,
    clean=Abandonment((BROWSE,)),
    broken=Abandonment((replace(BROWSE, after=("200",) * 30 + ("503",) * 8 + ("timeout",) * 2),)),
)


def test_the_failures_are_counted_by_kind() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "browse after 90 clients left"
    assert problem.observed == "10 of 40 not: 503 x 8, timeout x 2"


def test_the_journeys_own_error_ratio_is_allowed() -> None:
    once = replace(BROWSE, after=("200",) * 100 + ("503",))
    assert CASE.problems(Abandonment((once,))) == ()


def test_what_failed_before_shows_nothing() -> None:
    ill = replace(BROWSE, before=("503",), after=("503",) * 40)
    assert CASE.finding(Abandonment((ill,))).outcome is Outcome.INCONCLUSIVE


def test_what_nobody_left_shows_nothing() -> None:
    finding = CASE.finding(Abandonment((replace(BROWSE, left=0),)))
    assert finding.reason == "no client of browse left before its end"


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experiments, "_LEAVING_SECONDS", 0.1)
    monkeypatch.setattr(experiments, "_ENDS_SECONDS", 0.0)
    monkeypatch.setattr(experiments, "_JUDGED_SECONDS", 0.05)


@pytest.mark.usefixtures("_soon")
def test_requests_are_sent_left_and_sent_again() -> None:
    journeys = [JOURNEY | {"rate_per_second": 200}, JOURNEY | {"name": "buy", "method": "POST"}]
    promised = contract(latency={"journeys": journeys})
    with shop() as url:
        seen, bought = done(experiments.abandon_requests, ShopTarget(url, promised), promised).journeys
    assert (seen.journey, set(seen.before), set(seen.after)) == ("browse", {"200"}, {"200"})
    assert (len(seen.before), len(seen.after)) == (10, 10)
    assert (bought.journey, set(bought.after)) == ("buy", {"200"})


class OnlyRead(ShopTarget):
    """Takes no writes."""

    def can(self) -> frozenset[Can]:
        return super().can() - {Can.TAKE_WRITES}


@pytest.mark.usefixtures("_soon")
def test_nothing_is_written_where_writes_are_not_allowed() -> None:
    journeys = [JOURNEY | {"rate_per_second": 200}, JOURNEY | {"name": "buy", "method": "POST"}]
    promised = contract(latency={"journeys": journeys})
    with shop() as url:
        (seen,) = done(experiments.abandon_requests, OnlyRead(url, promised), promised).journeys
    assert seen.journey == "browse"


def test_a_contract_that_only_writes_is_no_pass_where_writes_are_not_allowed() -> None:
    finding = CASE.finding(Abandonment(()))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith("no journey may be left here")


class Turns(Handler):
    """Gives a turn back when a body was whole; who does not get one is told so."""

    turns: ClassVar[threading.Semaphore]

    def respond(self) -> None:
        if not self.turns.acquire(timeout=0.02):
            self.answer(503, "", "text/plain")
            return
        length = int(self.headers.get("Content-Length", 0))
        if length and len(self.rfile.read(length)) == length:
            del self.headers["Content-Length"]
            self.turns.release()
            self.answer(201, "", "text/plain")


@pytest.mark.usefixtures("_soon")
def test_a_turn_that_is_kept_by_half_a_body_is_seen() -> None:
    buy = {"method": "POST", "body": {"all": "{uuid}"}, "status": 201, "rate_per_second": 100}
    promised = contract(latency={"journeys": [JOURNEY | buy]})
    with Loopback(Turns, turns=threading.Semaphore(8)) as server:
        (seen,) = done(experiments.abandon_requests, ShopTarget(server.url, promised), promised).journeys
    assert set(seen.before) == {"201"}
    assert set(seen.after) == {"503"}


class Told(Handler):
    """Sends more than a connection holds, and notes who did not stay until the end."""

    left: ClassVar[list[str]]

    def respond(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            self.wfile.write(b"x" * 16_000_000)
        except OSError:
            self.left.append(self.path)


def test_a_client_leaves_in_the_middle_of_its_answer() -> None:
    left: list[str] = []
    with Loopback(Told, left=left) as server:
        told = ask_and_leave(f"{server.url}/a", "GET", {}, None, within_seconds=2, when=Leaving.ANSWERED)
        assert told
        Wait("the server notices", 2.0, poll_seconds=0.01).until(lambda: left == ["/a"])


class Heard(Handler):
    """Notes what each whole request asks for, and answers 200; some leave before they have sent it."""

    asked: ClassVar[list[tuple[str, str]]]

    def respond(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode()
        del self.headers["Content-Length"]
        if body and len(body) == length:
            self.asked.append((self.path, body))
        self.answer(200, "", "text/plain")


@pytest.mark.usefixtures("_soon")
def test_each_client_asks_for_something_of_its_own() -> None:
    journey = JOURNEY | {"path": "/things/{n}/{uuid}", "body": {"all": "{n} {uuid}"}, "rate_per_second": 100}
    promised, asked = contract(latency={"journeys": [journey]}), list[tuple[str, str]]()
    with Loopback(Heard, asked=asked) as server:
        (seen,) = done(experiments.abandon_requests, ShopTarget(server.url, promised), promised).journeys
    assert {*seen.before, *seen.after} == {"200"}
    numbers = Counter(int(path.split("/")[2]) for path, _ in asked)
    assert [number for number, times in sorted(numbers.items()) if times > 1] == list(range(10))
    assert max(numbers) >= 10, "those that leave ask for others"
    for path, body in asked:
        _, _, number, unique = path.split("/")
        assert json.loads(body) == {"all": f"{number} {unique}"}
    assert len({path for path, _ in asked}) == len(asked)


@pytest.mark.parametrize(("late", "outcome"), [(0, Outcome.FAILED), (2, Outcome.INCONCLUSIVE)])
def test_time_outs_of_our_own_machine_do_not_count_against_it(late: int, outcome: Outcome) -> None:
    ours = replace(BROWSE, after=("200",) * 38 + ("timeout",) * 2, late=late)
    assert CASE.finding(Abandonment((ours,))).outcome is outcome


@pytest.mark.parametrize(
    ("typical_seconds", "rate", "size"),
    [
        (0.03, 10, 16),
        (0.03, 2, 4),  # no more at once than the rate brings in two seconds
        (0.3, 50, 3),  # nor than a server with one worker is done with in one
        (5.0, 50, 1),
        (0.0, 0.1, 1),
    ],
)
def test_a_wave_leaves_nobody_with_a_queue_or_a_limit_used_up(
    typical_seconds: float, rate: float, size: int
) -> None:
    assert experiments._size_of_wave(typical_seconds, rate) == size


class Pooled(Handler):
    """Is one answer behind once somebody has left in the middle, if that answer stays in its pool."""

    asked: ClassVar[list[str]]
    behind: ClassVar[threading.Event]
    stays: ClassVar[bool]

    def respond(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode()
        del self.headers["Content-Length"]
        if not length or len(body) < length:
            self.behind.set()
            return
        self.asked.append(json.loads(body)["all"])
        told = self.asked[-2 if self.stays and self.behind.is_set() else -1]
        self.answer(201, json.dumps({"id": 7, "kept": {"all": told}}), "application/json")


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize(("stays", "after"), [(True, {"what another client sent"}), (False, {"201"})])
def test_an_answer_to_another_client_is_none(stays: bool, after: set[str]) -> None:
    buy = {"method": "POST", "body": {"all": "mine {uuid}"}, "status": 201, "rate_per_second": 100}
    promised = contract(latency={"journeys": [JOURNEY | buy]})
    with Loopback(Pooled, asked=[], behind=threading.Event(), stays=stays) as server:
        (seen,) = done(experiments.abandon_requests, ShopTarget(server.url, promised), promised).journeys
    assert (set(seen.before), set(seen.after)) == ({"201"}, after)


class Stacked(Pooled):
    """Of its two connections the second is one behind: whoever comes alone gets the first."""

    first: ClassVar[threading.Lock]

    def respond(self) -> None:
        alone = self.first.acquire(blocking=False)
        try:
            type(self).stays = not alone
            super().respond()
            pause(0.01, "others come meanwhile")
        finally:
            if alone:
                self.first.release()


@pytest.mark.usefixtures("_soon")
def test_connections_that_nobody_gets_alone_are_looked_at_as_well() -> None:
    buy = {"method": "POST", "body": {"all": "mine {uuid}"}, "status": 201, "rate_per_second": 20}
    promised = contract(latency={"journeys": [JOURNEY | buy]})
    with Loopback(Stacked, asked=[], behind=threading.Event(), stays=False, first=threading.Lock()) as server:
        (seen,) = done(experiments.abandon_requests, ShopTarget(server.url, promised), promised).journeys
    assert set(seen.before) == {"201"}
    assert Counter(seen.after)["what another client sent"] > 0


def answer(document: object) -> Answer:
    body = json.dumps(document).encode()
    return Answer("http://127.0.0.1", "GET", 200, (), body, False, 0.01, None, "")


@pytest.mark.parametrize(
    ("before", "after", "anothers"),
    [
        ({"id": "mine"}, {"id": "yours"}, True),
        ([{"id": 1, "of": ["mine"]}], {"id": "yours", "n": 2}, True),
        ({"id": "mine"}, {"id": "mine", "last": "yours"}, False),
        ({"id": "mine"}, ["yours", "theirs"], False),
        ({"id": "mine"}, {"id": "nobody's"}, False),
        ({"ok": True}, {"id": "yours"}, False),
        ({"id": "mine"}, {"text": "as yours is"}, False),
    ],
    ids=[
        "another's in place of its own",
        "wherever it stands",
        "its own beside another's",
        "a list of several",
        "what nobody sent",
        "what never tells of its own",
        "a part of a text",
    ],
)
def test_what_another_client_sent_is_known_by_what_came_back_before(
    before: object, after: object, anothers: bool
) -> None:
    echoes = Echoes()
    for own in ("mine", "yours", "theirs"):
        echoes.send(frozenset({own}))
    echoes.begin([(frozenset({"mine"}), answer(before))])
    assert echoes.is_anothers(frozenset({"mine"}), answer(after)) is anothers
