import itertools
import json
import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.rollback.experiments import repeats
from gonogo.suites.rollback.experiments.repeats import repeat_a_write
from gonogo.suites.rollback.observations.repeats import Repeat, Repeated
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

REQUEST = {
    "method": "POST",
    "path": "/orders",
    "body": {"of": "{uuid}"},
    "status": 201,
    "credential": "jane",
}
PROMISED = {"request": REQUEST, "other": "joe"}
CONTRACT = contract(
    credentials={"jane": {"value": "Bearer jane"}, "joe": {"value": "Bearer joe"}},
    traffic={"requests": [{"path": "/"}], "idempotency": PROMISED},
)
CLEAN = Repeated(
    first=(Repeat("once", 201, "1"),),
    fresh=(Repeat("with another key", 201, "2"),),
    again=(Repeat("again at the entry", 200, "1"), Repeat("again at shop-1", 201, "1")),
    at_once=(
        Repeat("at one moment", 409),
        Repeat("at one moment", 201, "3"),
        Repeat("at one moment", 201, "3"),
    ),
    changed=(Repeat("with another body", 422),),
    other=(Repeat("from another client", 201, "4"),),
    left=(Repeat("again, of a client that had left", 200, "6"),),
)
TWICE = replace(CLEAN, again=(Repeat("again at the entry", 201, "5"),))
CASE = Case("rollback/repeated-write-happens-once", CONTRACT, clean=CLEAN, broken=TWICE)


@pytest.mark.parametrize(
    ("seen", "where", "observed"),
    [
        (TWICE, "the write again at the entry", "status 201 and the object 5"),
        (
            replace(CLEAN, at_once=(Repeat("at one moment", 201, "3"), Repeat("at one moment", 201, "4"))),
            "the write at one moment",
            "status 201 and the object 4",
        ),
        (
            replace(CLEAN, at_once=(Repeat("at one moment", 201, "3"), Repeat("at one moment", 500))),
            "the write at one moment",
            "status 500",
        ),
        (
            replace(CLEAN, again=(Repeat("again at shop-1", None),)),
            "the write again at shop-1",
            "status None",
        ),
        (replace(CLEAN, again=(Repeat("again at shop-1", 204),)), "the write again at shop-1", "status 204"),
        (replace(CLEAN, again=(Repeat("again at shop-1", 422),)), "the write again at shop-1", "status 422"),
        (
            replace(CLEAN, changed=(Repeat("with another body", 201, "1"),)),
            "the write with another body",
            "status 201 and the object 1 of the first",
        ),
        (
            replace(CLEAN, left=(Repeat("again, of one that left", 409),)),
            "the write again, of one that left",
            "status 409 to the last",
        ),
        (
            replace(CLEAN, left=(Repeat("again, of one that left", None),)),
            "the write again, of one that left",
            "status None to the last",
        ),
        (
            replace(CLEAN, other=(Repeat("from another client", 201, "1"),)),
            "the write from another client",
            "status 201 and the object 1 of the first",
        ),
    ],
)
def test_what_is_made_twice_or_given_to_another_is_named(seen: Repeated, where: str, observed: str) -> None:
    (problem,) = CASE.problems(seen)
    assert (problem.where, problem.observed) == (f"POST /orders, {where}", observed)


@pytest.mark.parametrize(
    "seen",
    [
        replace(CLEAN, again=(Repeat("again at the entry", 409),)),
        replace(CLEAN, again=(Repeat("again at the entry", 429), Repeat("again at shop-1", 303))),
        replace(CLEAN, again=(Repeat("again", 409),), left=(Repeat("again, of one that left", 409),)),
        replace(CLEAN, changed=(Repeat("with another body", 201, "9"),)),
        replace(CLEAN, other=(Repeat("from another client", 403),)),
        replace(CLEAN, at_once=tuple(Repeat("at one moment", 425) for _ in range(3))),
    ],
)
def test_a_repeat_may_be_refused(seen: Repeated) -> None:
    assert CASE.finding(seen).outcome is Outcome.PASSED


def test_where_no_status_but_that_of_the_first_is_promised_a_repeat_under_way_for_ever_is_refused() -> None:
    promised = contract(
        credentials={"jane": {"value": "Bearer jane"}, "joe": {"value": "Bearer joe"}},
        traffic={"requests": [{"path": "/"}], "idempotency": {**PROMISED, "repeated": [201]}},
    )
    left = (Repeat("again, of a client that had left", 201, "6"),)
    seen = replace(CLEAN, again=(Repeat("again at the entry", 409),), left=left)
    (problem,) = replace(CASE, contract=promised).problems(seen)
    assert (problem.where, problem.expected, problem.observed) == (
        "POST /orders, the write again at the entry",
        "status 201",
        "status 409",
    )


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (replace(CLEAN, first=(Repeat("once", 401),)), "once status 401, object none"),
        (replace(CLEAN, fresh=(Repeat("with another key", 201, "1"),)), "both answered `id` 1"),
    ],
)
def test_without_a_control_nothing_is_known(seen: Repeated, said: str) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert said in finding.reason


@pytest.mark.parametrize(
    ("statuses", "sent", "outcome"),
    [
        ([201], ["with another key"], Outcome.PASSED),
        ([409, 201], ["with another key", "with another key and another body"], Outcome.PASSED),
        ([422, 201], ["with another key", "with another key and another body"], Outcome.PASSED),
        ([409, 409], ["with another key", "with another key and another body"], Outcome.INCONCLUSIVE),
        ([500], ["with another key"], Outcome.INCONCLUSIVE),
        ([None], ["with another key"], Outcome.INCONCLUSIVE),
    ],
)
def test_other_content_is_sent_where_the_same_is_refused(
    statuses: list[int | None], sent: list[str], outcome: Outcome
) -> None:
    said: list[str] = []

    def send(how: str, _key: str, _body: bytes) -> Repeat:
        said.append(how)
        status = statuses[len(said) - 1]
        return Repeat(how, status, "2" if status == 201 else "")

    promised = SimpleNamespace(request=SimpleNamespace(status=201))
    writes = SimpleNamespace(send=send, promised=promised, body=lambda: b"other")
    fresh = repeats._fresh(writes, b"same")  # type: ignore[arg-type]
    assert said == sent
    assert CASE.finding(replace(CLEAN, fresh=(fresh,))).outcome is outcome


class _Orders(Handler):
    """Makes an order for each key, or for each request where it forgets keys, or all but the newest.

    One that is `stuck` keeps the key of whoever left in the middle, and says that it is under way. Where each
    order is `unique`, there may be one of the same content, whatever its key.
    """

    forgets: bool
    unique: bool
    stuck: bool
    newest: bool
    known: ClassVar[dict[str, tuple[int, int]]]
    numbers: ClassVar["itertools.count[int]"]
    lock: ClassVar[threading.Lock]
    underway: ClassVar[set[str]]

    def respond(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        del self.headers["Content-Length"]
        key = f"{self.headers['Authorization']} {self.headers['Idempotency-Key']}"
        if len(body) < length:
            if self.stuck:
                self.underway.add(key)
            return
        if key in self.underway:
            self.answer(409, "{}", "application/json")
            return
        with self.lock:
            content, number = self.known.get(key, (hash(body), 0))
            if content != hash(body):
                self.answer(422, "{}", "application/json")
                return
            others = [one for known, (one, _) in self.known.items() if known != key]
            if self.unique and hash(body) in others:
                self.answer(409, "{}", "application/json")
                return
            number = next(self.numbers) if self.forgets or not number else number
            if self.newest:
                self.known.clear()
            self.known[key] = (content, number)
        self.answer(201, json.dumps({"id": number}), "application/json")


@pytest.mark.parametrize("fault", ["", "forgets", "stuck", "unique", "newest"])
def test_a_service_is_asked_as_a_client_asks_that_saw_no_answer(fault: str) -> None:
    made = {"known": {}, "numbers": itertools.count(1), "lock": threading.Lock(), "underway": set()}
    faults = {one: fault == one for one in ("forgets", "stuck", "unique", "newest")}
    promised = contract(
        credentials={"jane": {"value": "Bearer jane"}, "joe": {"value": "Bearer joe"}},
        traffic={"requests": [{"path": "/"}], "idempotency": PROMISED | {"resumes_within_seconds": 1.0}},
    )
    with Loopback(_Orders, **made, **faults) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        seen = done(repeat_a_write, target, promised)
    assert CASE.finding(seen).outcome is (Outcome.PASSED if fault in ("", "unique") else Outcome.FAILED)
    assert (len(seen.again), len(seen.at_once), len(seen.left)) == (3, 8, 4)
    assert [one.status for one in seen.left] == ([201, 409, 201, 409] if fault == "stuck" else [201] * 4)


@pytest.mark.parametrize(("body", "changed"), [({"of": "{uuid}"}, [422]), ({"of": "tea"}, [])])
def test_the_same_body_is_no_other_one(body: dict[str, str], changed: list[int]) -> None:
    request = PROMISED | {"request": {**REQUEST, "body": body}, "resumes_within_seconds": 1.0}
    promised = contract(
        credentials={"jane": {"value": "Bearer jane"}, "joe": {"value": "Bearer joe"}},
        traffic={"requests": [{"path": "/"}], "idempotency": request},
    )
    made = {"known": {}, "numbers": itertools.count(1), "lock": threading.Lock(), "underway": set()}
    with Loopback(_Orders, **made, forgets=False, stuck=False, unique=False, newest=False) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        seen = done(repeat_a_write, target, promised)
    assert [one.status for one in seen.changed] == changed
    assert CASE.finding(seen).outcome is Outcome.PASSED
