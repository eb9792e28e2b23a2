"""Two releases on loopback that share what they keep, and what the rule makes of them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from gonogo.core.finding import Finding, Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.rollback.experiments import crossing
from gonogo.suites.rollback.experiments.crossing import read_what_the_other_wrote
from gonogo.suites.rollback.observations.crossing import Crossed, Crossing
from gonogo.targets.base import Replica, Start
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

WRITE = {"method": "POST", "path": "/things", "body": {"name": "n {uuid}"}, "status": 201}
PROMISED: dict[str, Any] = {
    "deployment": {"ready": "/ready", "local": {"command": ["shop"]}, "start_seconds": 0.2},
    "rollout": {"request": {"path": "/things"}, "write": WRITE, "previous": {}, "deadline_seconds": 0.2},
    "traffic": {"requests": [{"path": "/things"}], "idempotency": {"request": WRITE}},
    "security": {
        "tokens": {
            "issue": {"method": "POST", "path": "/tokens"},
            "protected": {"path": "/mine"},
        }
    },
}
READ = ("POST /things", "the repeat of POST /things", "a token of POST /tokens", "GET /things")
CLEAN = Crossing(("before: a", "this: b"), "", tuple(Crossed(what, "", "") for what in READ))
CASE = Case(
    "rollback/previous-reads-what-this-wrote",
    contract(**PROMISED),
    clean=CLEAN,
    broken=replace(CLEAN, things=(*CLEAN.things[1:], Crossed(READ[0], "", "", "status 500", "status 500"))),
)


class Shop(Handler):
    """Keeps things of a kind with the number of its release, keys with their answers, and tokens."""

    release: ClassVar[int]
    kept: ClassVar[dict[str, Any]]
    broken: ClassVar[str]

    def respond(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        del self.headers["Content-Length"]
        if self.command == "DELETE" or self.path == "/clear":
            self.kept["things"].clear()
            self.answer(200, "", "text/plain")
            return
        if self.command == "PUT":
            self.kept["things"][self.path.removeprefix("/things/")] = (sent, self.release)
            self.answer(201, "", "application/json")
            return
        status, said = self._made(sent) if self.command == "POST" else self._read()
        self.answer(status, said, "application/json")

    def end_headers(self) -> None:
        if self.command == "POST" and self.kept["last"]:
            self.send_header("Location", f"/things/{self.kept['last']}")
        super().end_headers()

    def _made(self, sent: str) -> tuple[int, str]:
        own, key = uuid.uuid4().hex, self.headers.get("Idempotency-Key", "")
        if self.path == "/tokens":
            self.kept["tokens"][f"Bearer {own}"] = self.release
            return 200, json.dumps({"access_token": own})
        if key in self.kept["keys"]:
            made, release = self.kept["keys"][key]
            return (500, "") if self._unknown("keys", release) else (201, json.dumps({"id": made}))
        self.kept["things"][own] = (sent, self.release)
        self.kept["keys"] |= {key: (own, self.release)} if key else {}
        self.kept["last"] = own
        return 201, json.dumps({"id": own})

    def _read(self) -> tuple[int, str]:
        if self.path == "/ready":
            return (503 if self.broken == "start" and self.release else 200), ""
        if self.path == "/mine":
            known = self.kept["tokens"].get(self.headers.get("Authorization", ""), 9)
            return (401 if self._unknown("tokens", known) else 200), ""
        things = self.kept["things"]
        if self.path == "/things":
            return (500 if any(self._unknown("list", one) for _, one in things.values()) else 200), "[]"
        sent, release = things.get(self.path.removeprefix("/things/"), ("", None))
        if release is None:
            return 404, ""
        if self._unknown("values", release):
            return 500, ""
        return 200, "{}" if self._unknown("emptied", release) else sent

    def _unknown(self, what: str, release: int) -> bool:
        return self.broken == what and release > self.release


class Two(ShopTarget):
    """Starts the newer release beside the older one."""

    newer: str
    ended: int = 0

    def start_image(self, image: str) -> Replica:
        return Replica("shop-2", self.newer)

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        self.ended += 1
        return Start(0, 0.1, "")


@contextmanager
def two(broken: str, **changes: Any) -> Iterator[Crossing]:
    """Look at two releases, the newer of which does something that the older one does not know."""
    made = contract(**PROMISED | changes)
    kept: dict[str, Any] = {"things": {}, "keys": {}, "tokens": {}, "last": ""}
    with (
        Loopback(Shop, release=0, kept=kept, broken=broken) as old,
        Loopback(Shop, release=1, kept=kept, broken=broken) as new,
    ):
        target = Two(old.url, made)
        target.newer = new.url
        target.context.secrets = Secrets({})  # type: ignore[misc]
        yield done(read_what_the_other_wrote, target, made)
    assert target.ended == 1


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossing, "_AGAIN_SECONDS", 0.0)


def _put(broken: str) -> Finding:
    """Let the client name what it makes, and nobody say where it is."""
    write = {"method": "PUT", "path": "/things/{uuid}", "body": {"title": "Put {uuid}"}, "status": 201}
    with two(broken, traffic={"requests": [write]}, security=None) as seen:
        return CASE.finding(seen)


def test_what_a_client_names_itself_is_where_it_was_put() -> None:
    assert _put("nothing").outcome is Outcome.PASSED
    assert _put("values").outcome is Outcome.FAILED


def test_two_releases_that_understand_each_other_pass() -> None:
    with two("nothing") as seen:
        assert seen.things == CLEAN.things
        assert CASE.finding(seen).outcome is Outcome.PASSED


def test_what_takes_all_away_makes_nothing() -> None:
    clears = [{"path": "/things"}, WRITE, {"method": "DELETE", "path": "/things"}]
    with two("nothing", traffic={"requests": clears}) as seen:
        assert CASE.finding(seen).outcome is Outcome.PASSED
        assert "POST /things" in CASE.finding(seen).evidence["read"]
    posted = [{"path": "/things"}, WRITE, {"method": "POST", "path": "/clear"}]
    with two("nothing", traffic={"requests": posted}) as seen:
        assert CASE.problems(seen) == ()
        assert "POST /things: status 404" in CASE.finding(seen).evidence["left out"]


@pytest.mark.parametrize(
    ("broken", "what", "said"),
    [
        ("values", "POST /things", "status 500"),
        ("emptied", "POST /things", "status 200 without what was written"),
        ("keys", "the repeat of POST /things", "status 500"),
        ("tokens", "a token of POST /tokens", "status 401"),
        ("list", "GET /things", "status 500"),
    ],
)
def test_what_the_older_one_does_not_know_is_told(broken: str, what: str, said: str) -> None:
    with two(broken) as seen:
        problems = CASE.problems(seen)
    when = ("while both serve", "after the way back")
    assert [p.where for p in problems] == [f"{what}, at the release before, {one}" for one in when]
    assert {p.observed for p in problems} == {said}


def test_a_release_that_does_not_come_up_tells_nothing() -> None:
    with two("start") as seen:
        assert "shop-2 is ready" in seen.absent
        assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_where_an_image_is_named_what_runs_is_the_newer_one() -> None:
    rollout = PROMISED["rollout"] | {"previous": {"image": "shop:1"}}
    with two("values", rollout=rollout) as seen:
        assert seen.releases == ("before: shop-2", "this: shop-1")
        assert CASE.finding(seen).outcome is Outcome.PASSED  # here the one that is started reads more
        assert not any(one.after for one in seen.things)


def test_an_image_that_nobody_has_set_is_none() -> None:
    rollout = PROMISED["rollout"] | {"previous": {"image": "${NOBODY_HAS_SET_THIS}"}}
    with two("nothing", rollout=rollout) as seen:
        assert seen.releases == ("before: shop-1", "this: shop-2")


def test_what_the_older_one_never_knew_is_left_out() -> None:
    new_kind = Crossed("POST /notes", "not made: status 404", "", "status 404", "status 404")
    assert CASE.finding(replace(CLEAN, things=(*CLEAN.things, new_kind))).outcome is Outcome.PASSED
    alone = CASE.finding(replace(CLEAN, things=(new_kind,)))
    assert alone.outcome is Outcome.INCONCLUSIVE
    assert "POST /notes: not made: status 404" in alone.reason


def test_what_this_one_does_not_read_itself_is_no_fault_of_two_releases() -> None:
    gone = Crossed(READ[0], "", "status 404", "status 404", "status 404")
    assert CASE.finding(replace(CLEAN, things=(gone,))).outcome is Outcome.INCONCLUSIVE
