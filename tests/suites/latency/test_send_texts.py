"""Texts are sent to a service whose time is made up, so that nobody waits for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import log
from urllib.parse import parse_qs, urlsplit

import pytest

from gonogo.contract.model import Contract
from gonogo.instruments.inputs.texts import FAMILIES, ORDINARY, counts
from gonogo.instruments.probe.answer import Answer
from gonogo.suites.latency.experiments import timing
from gonogo.suites.latency.experiments.texts import send_texts
from gonogo.suites.latency.experiments.writing import spots
from gonogo.suites.latency.observations.texts import Texts
from gonogo.suites.latency.rules.text_costs_linear_time import judge
from tests.judging import contract, done
from tests.suites.shop import ShopTarget

SEARCH = {"name": "search", "path": "/find?q=book&limit=5", "rate_per_second": 5}
CREATE = {
    "name": "create",
    "method": "POST",
    "path": "/things",
    "body": {"title": "New {uuid}", "price": 5, "tags": ["a", "b"], "by": {"name": "me"}},
    "status": 201,
    "rate_per_second": 5,
}
CONTRACT = contract(
    latency={"journeys": [SEARCH, CREATE], "text": {}},
    security={
        "body": {"request": {"method": "POST", "path": "/things", "status": 201}, "limit_bytes": 20_000},
        "limits": [{"form": {"path": "/sign-in", "fields": {"name": "me"}}, "accepted": 5}],
        "inputs": {
            "requests": [
                {"method": "POST", "path": "/sign-in", "type": "form", "body": {"name": "me"}},
                {"method": "POST", "path": "/notes", "type": "form", "body": {"note": "hm"}},
            ]
        },
    },
    traffic={
        "requests": [
            {"path": "/things/7", "status": 404},
            {"path": "/secret?q=a", "status": 401},
            {"method": "DELETE", "path": "/things/8", "status": 204},
        ]
    },
)
Cost = Callable[[str], float]


def served(
    monkeypatch: pytest.MonkeyPatch, cost: Cost, status: int = 200, made: Contract = CONTRACT
) -> Texts:
    """Send everything to a service where each text of `q` costs so much."""

    def probe(url: str, *, method: str, body: bytes | None, **_: object) -> Answer:
        text = "".join(parse_qs(urlsplit(url).query).get("q", []))
        seconds = 0.002 + cost(text)
        promised = {"POST": 201}.get(method, 200)
        answered = status if len(text) > 100 else 404 if "/things/" in url else promised
        if b"note=" in (body or b""):
            answered = 200
        late = seconds > timing.PATIENCE_SECONDS
        return Answer(url, method, answered, (), b"", False, seconds, "timeout" if late else None, "")

    monkeypatch.setattr(timing, "probe", probe)
    return done(send_texts, ShopTarget("http://127.0.0.1:9", made), made)


def where(seen: Texts) -> list[str]:
    assert CONTRACT.latency is not None
    assert CONTRACT.latency.text is not None
    return [problem.where for problem in judge(seen, CONTRACT.latency.text).problems]


def test_text_goes_wherever_a_client_may_write_one() -> None:
    assert [spot.name for spot in spots(CONTRACT, writes=True)] == [
        "the last segment of GET /things/…",
        "q of GET /find",
        "limit of GET /find",
        "the last segment of GET /…",
        "title of POST /things",
        "tags.0 of POST /things",
        "by.name of POST /things",
        "note of POST /notes",
    ]


def test_nothing_that_may_write_is_sent_where_the_contract_says_so() -> None:
    assert all(spot.request.is_safe for spot in spots(CONTRACT, writes=False))


def test_a_text_is_put_where_it_belongs() -> None:
    named = {spot.name: spot for spot in spots(CONTRACT, writes=True)}
    target, text = ShopTarget("http://127.0.0.1:9/base", CONTRACT), "a b/ü&"
    path, made = named["q of GET /find"].written(target, text)
    assert path == "/find?q=a+b%2F%C3%BC%26&limit=5"
    assert made.target == "/base/find?q=a+b%2F%C3%BC%26&limit=5"
    assert named["the last segment of GET /things/…"].written(target, text)[0] == "/things/a%20b%2F%C3%BC%26"
    bodies = {
        name: json.loads(s.written(target, text)[1].body) for name, s in named.items() if "POST /t" in name
    }
    assert bodies["title of POST /things"]["title"] == text
    assert bodies["tags.0 of POST /things"]["tags"] == [text, "b"]
    assert bodies["by.name of POST /things"]["by"] == {"name": text}
    assert named["note of POST /notes"].written(target, text)[1].body == b"note=a+b%2F%C3%BC%26"


def test_every_text_is_within_the_promised_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = dict[str, int]()
    served(monkeypatch, lambda _: 0.0)
    target, marks = ShopTarget("http://127.0.0.1:9", CONTRACT), iter(range(10**6))
    for spot in spots(CONTRACT, writes=True):
        place = timing.Timing(target, spot, marks)
        for family in FAMILIES:
            size = spot.size(target, family.text(place.most(family), 99_999_999))
            assert 0.8 * spot.room_bytes < size <= spot.room_bytes, (spot.name, family.name)
            sizes[spot.name] = max(sizes.get(spot.name, 0), size)
    assert sizes["title of POST /things"] <= 20_000
    assert sizes["q of GET /find"] <= 7_000


def test_a_good_service_gets_every_family_in_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = served(monkeypatch, lambda _: 0.0)
    assert where(seen) == []
    assert (seen.unsent, len(seen.series)) == ((), len(seen.places) * len(FAMILIES))
    assert all(series.longest > 1_000 and not series.attempts for series in seen.series)


OUTGROWING: dict[str, Cost] = {
    "letters, then a mark": lambda text: 1e-8 * 2.0 ** min(40, text.count("a")) if "!" in text else 0.0,
    "words, then a mark": lambda text: 1e-9 * 1.5 ** min(80, text.count("a ")) if "!" in text else 0.0,
    "blanks between letters": lambda text: 3e-9 * text.count(" ") ** 2 if "a   " in text else 0.0,
    "brackets without an end": lambda text: 1e-10 * text.count("[(") ** 3,
    "distinct words": lambda text: 2e-7 * text.count(",") ** 2 if "0001, " in text else 0.0,
    "ordinary words": lambda text: 1e-8 * len(text) ** 2,
    "digits": lambda text: 9.0 if "7" * 50 in text else 0.0,
}
SLOW: dict[str, Cost] = {
    "in proportion": lambda text: 1e-4 * len(text),
    "always": lambda _: 0.3,
    "a step": lambda text: 0.2 if len(text) > 1_000 else 0.0,
    "sorted": lambda text: 1e-5 * len(text) * log(1 + len(text)),
}


@pytest.mark.parametrize("family", OUTGROWING)
def test_cost_that_outgrows_its_text_is_seen(monkeypatch: pytest.MonkeyPatch, family: str) -> None:
    assert where(served(monkeypatch, OUTGROWING[family])) == [f"{family}, in q of GET /find"]


@pytest.mark.parametrize("kind", SLOW)
def test_a_slow_service_is_good(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    seen = served(monkeypatch, SLOW[kind])
    assert (where(seen), seen.unsent) == ([], ())


def test_long_text_that_is_refused_at_once_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    square = lambda text: 0.0 if len(text) > 100 else 1e-6 * len(text) ** 2  # noqa: E731
    seen = served(monkeypatch, square, status=422)
    assert (where(seen), len(seen.series)) == ([], len(seen.places) * len(FAMILIES))


def test_a_limit_that_was_reached_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CONTRACT.latency is not None
    assert CONTRACT.latency.text is not None
    seen = served(monkeypatch, lambda _: 0.0, status=429)
    assert "q of GET /find: ordinary words of 256 characters" in judge(seen, CONTRACT.latency.text).reason


def test_a_service_that_does_not_come_back_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_RETURN_SECONDS", 0.0)
    over = list[bool]()

    def cost(text: str) -> float:
        over.extend([True] * ("a" * 30 in text))
        return 9.0 if over else 0.0

    seen = served(monkeypatch, cost)
    assert seen.unsent == ("the service did not come back after letters, then a mark, in q of GET /find",)
    assert where(seen) == ["letters, then a mark, in q of GET /find"]


def test_three_bad_places_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [f"/{name}?q=a" for name in "abcde"]
    many = contract(
        latency={"journeys": [SEARCH | {"name": path, "path": path} for path in paths], "text": {}}
    )
    seen = served(monkeypatch, lambda text: 1e-8 * len(text) ** 2, made=many)
    assert (len(where(seen)), seen.unsent) == (3, ("text took too long in 3 places",))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_grows_by_its_pieces_and_no_text_comes_twice(family: type) -> None:
    text = family.text  # type: ignore[attr-defined]
    assert len(text(2_000, 1)) - len(text(1_000, 1)) == len(text(1_000, 1)) - len(text(0, 1))
    assert text(100, 1) != text(100, 2)
    assert len(text(100, 1)) == len(text(100, 99_999_999)) == family.length(100)  # type: ignore[attr-defined]


def test_what_may_take_for_ever_begins_short_and_ends_at_the_limit() -> None:
    steep = next(family for family in FAMILIES if family.steep)
    assert list(counts(steep, 5_000))[:3] == [12, 16, 20]
    assert list(counts(ORDINARY, 5_000)) == [256, 1_024, 4_096, 5_000]
    assert list(counts(ORDINARY, 100)) == [100]
    assert list(counts(ORDINARY, 0)) == []
