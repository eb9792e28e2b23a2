"""It sees a limit that one client spends for others, whatever they have in common.

Seen: a key that is a constant, a network that holds everybody, what a browser says, a few buckets, and a
limit of credentials that looks at none. Good look-alikes on which it is silent: a limit of all clients that
is higher, a limit of a small network, a limit of a user's name that two addresses share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.core.scope import why_not
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments import spending
from gonogo.suites.security.experiments.clients import addresses
from gonogo.suites.security.experiments.spending import spend_limits
from gonogo.suites.security.observations.limits import LimitsSpent, Spent
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

FORM = {"name": "guess", "path": "/enter", "fields": {"user": "ada", "word": "guessed"}, "status": 401}


def promised(**limit: Any) -> Contract:
    keys = {n: {"header": "X-Key", "value": n} for n in ("first", "second")}
    limits = [{"form": FORM, "accepted": 5, "other": {}} | limit]
    return contract(security={"limits": limits}, credentials=keys)


CONTRACT = promised()
OF_KEYS = promised(credential="first", other={"credential": "second", "address": False})
OF_USERS = promised(other={"fields": {"user": "grace"}})
TAKEN = (401, 401, 429)


def spent(
    *others: int | None,
    before: int | None = 401,
    tries: tuple[int | None, ...] = TAKEN,
    still: int | None = 429,
) -> LimitsSpent:
    return LimitsSpent((Spent("guess", "another address", before, tries, others, still),))


CASE = Case(
    "security/one-client-does-not-spend-the-limit-of-another",
    CONTRACT,
    clean=spent(401, 401, 401),
    broken=spent(429, 429, 429),
)


def test_how_many_of_the_others_were_refused_is_said() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "guess by another client (another address), once one was refused"
    assert (problem.expected, problem.observed) == ("status 401", "status 429 for 3 of 3")


def test_some_who_share_a_bucket_are_enough() -> None:
    (problem,) = CASE.problems(spent(401, 429, 401, 429, 401))
    assert problem.observed == "status 429 for 2 of 5"


def test_refusals_after_whom_nobody_is_served_may_be_those_of_all_together() -> None:
    assert CASE.finding(spent(401, 401, 429, 429)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (spent(429, before=429), "before any limit"),
        (spent(401, before=None), "before any limit"),
        (spent(429, tries=(401, 401)), "none of 2 tries"),
        (spent(401, tries=(429,)), "no try of the client"),
        (spent(401, 503), "answered with 503"),
        (spent(None), "answered with None"),
        (spent(401, still=401), "got 401 after the others"),
    ],
)
def test_without_one_who_was_refused_and_one_who_was_served_nothing_is_established(
    seen: LimitsSpent, words: str
) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert words in finding.reason


def test_where_a_limit_is_too_high_to_be_reached_a_lower_one_is_asked_for() -> None:
    high = CASE.finding(spent(401, tries=(401, 401)))
    low = CASE.finding(spent(401, tries=(401,) * 11))
    assert "promise a lower limit here" in high.reason
    assert "promise a lower limit here" not in low.reason


def test_a_limit_of_hundreds_is_reached(counts: Counter[str]) -> None:
    many = promised(accepted=310)
    seen = seen_at(many, key=OWN["the address"], counts=counts, each=310)
    assert (judged(seen, many), len(seen.limits[0].tries)) == (Outcome.PASSED, 311)


class Door(Handler):
    """Refuses from the try after `each` of one `key` on, and of all clients from the `most` of them on."""

    key: ClassVar[Callable[[Door, bytes], str]]
    most: ClassVar[int] = 1000
    each: ClassVar[int] = 5
    counts: ClassVar[Counter[str]]

    def respond(self) -> None:
        key = type(self).key(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))
        del self.headers["Content-Length"]
        limited = self.counts[key] >= self.each or self.counts["all"] >= self.most
        self.counts.update([] if limited else [key, "all"])
        self.answer(429 if limited else 401, "", "text/plain")


class Near(ShopTarget):
    """A target that sees no more than one address."""

    def can(self) -> frozenset[Can]:
        return super().can() - {Can.SEE_ADDRESSES}


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What a door has let through; it is forgotten when somebody waits for a minute."""
    found: Counter[str] = Counter()
    monkeypatch.setattr(spending, "pause", lambda *_: found.clear())
    monkeypatch.setattr(spending, "_MINUTE_SECONDS", 0.02)
    monkeypatch.setattr(spending, "_POLL_SECONDS", 0.01)
    return found


def seen_at(made: Contract, kind: type[ShopTarget] = ShopTarget, **attributes: Any) -> LimitsSpent:
    with Loopback(Door, **attributes) as server:
        target = kind(server.url, made)
        target.context.secrets = Secrets()  # type: ignore[misc]
        return done(spend_limits, target, made)


def judged(seen: LimitsSpent, made: Contract = CONTRACT) -> Outcome:
    return Case(CASE.rule_id, made, CASE.clean, CASE.broken).finding(seen).outcome


def address(door: Door) -> str:
    return str(door.client_address[0])


_KNOWN: dict[str, int] = {}


def bucket(door: Door) -> str:
    """Put clients by turns into one of two: drawn ones could all fall into the other bucket."""
    return str(_KNOWN.setdefault(address(door), len(_KNOWN)) % 2)


SHARED: dict[str, Callable[[Door, bytes], str]] = {
    "a constant": lambda _door, _body: "everybody",
    "a network that holds everybody": lambda door, _body: address(door).split(".", maxsplit=1)[0],
    "what a browser says": lambda door, _body: str(door.headers.get("User-Agent")),
    "two buckets": lambda door, _body: bucket(door),
}
OWN: dict[str, Callable[[Door, bytes], str]] = {
    "the address": lambda door, _body: address(door),
    "a network of 24 bits": lambda door, _body: address(door).rpartition(".")[0],
    "a network of 16 bits": lambda door, _body: ".".join(address(door).split(".")[:2]),
}


@pytest.mark.parametrize("key", SHARED)
def test_what_clients_have_in_common_is_no_key(key: str, counts: Counter[str]) -> None:
    assert judged(seen_at(CONTRACT, key=SHARED[key], counts=counts)) is Outcome.FAILED


@pytest.mark.parametrize("key", OWN)
def test_a_key_of_ones_own_passes(key: str, counts: Counter[str]) -> None:
    seen = seen_at(CONTRACT, key=OWN[key], counts=counts)
    assert (judged(seen), len(seen.limits[0].others)) == (Outcome.PASSED, 16)


@pytest.mark.parametrize("most", [7, 12, 25])
@pytest.mark.parametrize("before", [0, 6])
def test_a_limit_of_all_that_is_higher_passes(most: int, before: int, counts: Counter[str]) -> None:
    """Others may have come near to it, so that the first client meets it before its own."""
    counts["all"] = before
    seen = seen_at(CONTRACT, key=OWN["the address"], counts=counts, most=most)
    assert judged(seen) is Outcome.PASSED, seen


def test_who_was_refused_by_nobody_spent_nothing(counts: Counter[str]) -> None:
    seen = seen_at(CONTRACT, key=lambda door, _body: str(door.client_address), counts=counts)
    assert (judged(seen), len(seen.limits[0].tries)) == (Outcome.INCONCLUSIVE, 11)


def test_a_credential_of_its_own_is_another_client_at_the_same_address(counts: Counter[str]) -> None:
    good = seen_at(OF_KEYS, Near, key=lambda door, _body: str(door.headers["X-Key"]), counts=counts)
    assert (judged(good, OF_KEYS), sorted(counts)) == (Outcome.PASSED, ["all", "first", "second"])
    counts.clear()
    ignored = seen_at(OF_KEYS, Near, key=OWN["the address"], counts=counts)
    assert judged(ignored, OF_KEYS) is Outcome.FAILED


def test_a_name_of_its_own_is_another_client_and_two_addresses_of_one_are_not(counts: Counter[str]) -> None:
    seen = seen_at(OF_USERS, key=lambda _door, body: body.decode().partition("&")[0], counts=counts)
    assert judged(seen, OF_USERS) is Outcome.PASSED
    assert sorted(counts) == ["all", "user=ada", "user=grace"]


def test_what_an_address_has_to_tell_is_not_possible_where_none_is_seen(counts: Counter[str]) -> None:
    rule = CASE.rule
    kind, words = why_not(rule, CONTRACT, Near("http://127.0.0.1:1", CONTRACT).can()) or ("", "")
    assert (kind, "--target=local" in words) == ("not_possible", True)
    assert why_not(rule, OF_KEYS, Near("http://127.0.0.1:1", OF_KEYS).can()) is None
    assert why_not(rule, promised(other=None), frozenset(Can)) == (
        "not_promised",
        "the contract does not have `other` at one of `security.limits`",
    )
    assert seen_at(CONTRACT, Near, key=OWN["the address"], counts=counts).limits == ()


def test_addresses_are_of_this_machine_and_each_of_another_network() -> None:
    found = list(addresses())
    assert len({one.rpartition(".")[0].rpartition(".")[0] for one in found}) == len(found) == 254
    assert all(one.startswith("127.") for one in found)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"other": {"address": False}}, "it is the same client"),
        ({"accepted": 1, "other": {"fields": {"user": "grace"}}}, "2 or more"),
    ],
)
def test_another_client_is_another_one_and_has_tries_to_make(limit: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        promised(**limit)
