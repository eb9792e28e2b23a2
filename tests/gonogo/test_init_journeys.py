"""A first load is drafted from a service's own examples, so small that a healthy service keeps it."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from gonogo.contract.latency import Latency
from gonogo.contract.model import Contract
from gonogo.init.asking import Asked
from gonogo.init.draft import draft
from gonogo.init.journeys import ASKED, FoundJourney, FoundJourneys, find_journeys
from gonogo.init.load import latency_lines
from gonogo.init.look import Found, look
from gonogo.init.operations import operations_of
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.drafting import Served, drafted, read
from tests.gonogo.pages import Pages, Said, document, page, serving, text

URL = "http://shop.example/"
LIST: dict[str, Any] = {"get": {"parameters": [{"name": "limit", "in": "query", "required": False}]}}


def api(paths: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "paths": paths, **more}


def served(paths: dict[str, Any], pages: Served) -> Served:
    return {"/openapi.json": document(api(paths)), **pages}


def latency(contract: Contract) -> Latency:
    assert contract.latency is not None
    return contract.latency


def asking(name: str, place: str = "query", **given: Any) -> dict[str, Any]:
    return {"get": {"parameters": [{"name": name, "in": place, "required": True, **given}]}}


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ({"get": {}}, "/things"),
        (LIST, "/things"),
        (asking("q", example="a b&c"), "/things?q=a+b%26c"),
        (asking("q", examples={"one": {"value": 7}}), "/things?q=7"),
        (asking("q", schema={"examples": ["x"]}), "/things?q=x"),
        (asking("q", schema={"default": False}), "/things?q=false"),
        (asking("q", schema={"enum": ["new", "old"]}), "/things?q=new"),
        (asking("q", schema={"$ref": "#/components/schemas/Word"}), "/things?q=word"),
        ({"get": {"parameters": [{"$ref": "#/components/parameters/q"}]}}, "/things?q=word"),
        (
            {"get": {}, "parameters": [{"name": "q", "in": "query", "required": True, "example": 1}]},
            "/things?q=1",
        ),
        (asking("q", type="string", default="two"), "/things?q=two"),
    ],
)
def test_an_operation_is_asked_with_the_values_that_its_document_gives(operation: Any, path: str) -> None:
    parts = {
        "schemas": {"Word": {"type": "string", "example": "word"}},
        "parameters": {"q": {"name": "q", "in": "query", "required": True, "example": "word"}},
    }
    found = list(operations_of(api({"/things": operation}, components=parts), URL))
    assert [(one.path, one.needs_data) for one in found] == [(path, False)]


@pytest.mark.parametrize(
    "paths",
    [
        {"/things": {"post": {}}},
        {"/things": asking("q")},
        {"/things": asking("q", example=["a", "b"])},
        {"/things": asking("X-Tenant", "header", example="x")},
        {"/things/{id}": {"get": {}}},
        {"/things/{id}": asking("id", "path")},
        {"/things": {"get": {"deprecated": True}}},
        {"/things/export": {"get": {}}},
        {"/auth/logout": {"get": {}}},
        {"/things": {"get": {"parameters": [{"$ref": "https://other.example/q"}]}}},
        {"/things": asking("q", schema={"$ref": "#/paths"})},
        {"/things": "get"},
        {"/things": {"get": {"parameters": [{"$ref": "#/components/parameters/q"}]}}},
        [],
    ],
)
def test_what_needs_more_than_the_document_says_is_not_asked(paths: Any) -> None:
    assert list(operations_of(api(paths), URL)) == []


def test_a_reference_to_itself_ends() -> None:
    loop = {"q": {"$ref": "#/components/parameters/q"}}
    asked = {"/things": {"get": {"parameters": [{"$ref": "#/components/parameters/q"}]}}}
    assert list(operations_of(api(asked, components={"parameters": loop}), URL)) == []


@pytest.mark.parametrize(
    ("more", "url", "path"),
    [
        ({"servers": [{"url": "/api/v3"}]}, URL, "/api/v3/things"),
        ({"servers": [{"url": "http://shop.example/api/"}]}, URL, "/api/things"),
        ({"servers": [{"url": "https://other.example/api"}]}, URL, "/things"),
        ({"servers": [{"url": "{scheme}://shop.example/api"}]}, URL, "/things"),
        ({"servers": [{"url": "/shop/api"}]}, "http://h.example/shop", "/api/things"),
        ({"servers": [{"url": "/shop"}]}, "http://h.example/shop", "/things"),
        ({"basePath": "/v2"}, URL, "/v2/things"),
        ({"servers": []}, URL, "/things"),
    ],
)
def test_paths_stand_below_the_documents_own_server(more: dict[str, Any], url: str, path: str) -> None:
    assert [one.path for one in operations_of(api({"/things": {"get": {}}}, **more), url)] == [path]


def test_a_small_load_is_drafted_with_room_for_a_busy_machine(tmp_path: Path) -> None:
    paths = {"/things": LIST, "/things/{id}": asking("id", "path", example=7), "/closed": {"get": {}}}
    pages: Served = {
        "/things": document([1]),
        "/things/7": document({"id": 7}),
        "/closed": text("no", 401),
    }
    contract, words = drafted(tmp_path, served(paths, pages))
    found = latency(contract)
    assert [(j.name, j.path, j.rate_per_second) for j in found.journeys] == [
        ("GET /things", "/things", 1),
        ("GET /things/7", "/things/7", 1),
    ]
    assert found.untold == ()
    assert all(j.budgets["p50"] >= 0.1 and j.budgets["p95"] >= 0.5 for j in found.journeys)
    assert all(j.error_ratio * found.duration_seconds >= 1 for j in found.journeys)
    assert contract.demotion_for("latency/abandoned-requests-leave-nothing-behind")
    assert "GUESSED budgets" in words
    assert contract.service == "service"


def measured(pages: Served, paths: Any, rest: Said | None = None) -> FoundJourneys:
    with serving(pages, rest) as url:
        asked = Asked(url)
        asked.all(["/info"])
        return find_journeys(asked, api(paths), set())


def test_even_a_warm_up_that_takes_one_journeys_arrivals_leaves_enough_for_its_p95(tmp_path: Path) -> None:
    paths: dict[str, Any] = {f"/things{n}": {"get": {}} for n in range(5)}
    seen = measured({path: document([1]) for path in paths}, paths)
    assert [one.path for one in seen.journeys] == ["/things0", "/things1", "/things2"]
    promised = latency(read(draft(found(seen)), tmp_path))
    arrivals = promised.journeys[0].rate_per_second * (promised.duration_seconds + promised.warm_up_seconds)
    assert arrivals - promised.warm_up_seconds * len(promised.journeys) - 1 >= 20


def test_budgets_grow_with_what_was_seen() -> None:
    assert FoundJourney("/x", 0.002, 0.01, False).budgets == {"p50": 0.1, "p95": 0.5}
    assert FoundJourney("/x", 0.2, 0.31, False).budgets == {"p50": 0.6, "p95": 0.95}


def every_other(good: Said, bad: Said) -> Any:
    turns = itertools.cycle([good, bad])
    return lambda _: next(turns)


@pytest.mark.parametrize(
    "thing",
    [
        every_other(document([1]), text("busy", 503)),
        text("", 204),
        (302, "", {"Location": "/things/"}),
        text("data: 1\n\n", Content_Type="text/event-stream"),
        text("x" * 1_000_001),
        text("sign in", 401),
    ],
)
def test_what_is_not_answered_well_each_time_is_no_journey(thing: Any, tmp_path: Path) -> None:
    seen = measured({"/things": thing}, {"/things": LIST})
    words = draft(found(seen))
    contract = read(words, tmp_path)
    assert (seen, contract.latency, contract.demotions) == (FoundJourneys(), None, ())
    assert "# latency: which requests do users wait for" in words


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({"/things": (200, "[]", {"X-RateLimit-Limit": "100"})}, "/things states x-ratelimit-limit: 100"),
        ({"/things": document([]), "/info": text("slow down", 429)}, "/info answered 429"),
    ],
)
def test_where_requests_are_limited_a_load_is_a_question(pages: Served, said: str, tmp_path: Path) -> None:
    words = draft(found(measured(pages, {"/things": LIST})))
    assert read(words, tmp_path).latency is None
    assert f"# latency: {said}: how many arrivals a second may there be" in words


def test_what_answers_every_path_is_no_journey() -> None:
    assert measured({}, {"/things": LIST}, rest=page()) == FoundJourneys()


def found(journeys: FoundJourneys) -> Found:
    nothing = Answer(URL, "GET", 200, (), b"", truncated=False, seconds=0.01, error=None, detail="")
    return Found(URL, nothing, nothing, journeys=journeys)


def test_a_stack_that_starts_anew_is_asked_for_nothing_that_has_to_be_there(tmp_path: Path) -> None:
    seen = found(
        FoundJourneys((FoundJourney("/things/7", 0.1, 0.1, True), FoundJourney("/things", 0.1, 0.1, False)))
    )
    assert "/things/7" in latency_lines(seen, starts_anew=False)
    anew = latency_lines(seen, starts_anew=True)
    assert "/things/7" not in anew
    assert "path: /things," in anew
    assert len(latency(read(draft(seen), tmp_path)).journeys) == 2


def test_a_comparison_measures_nothing() -> None:
    asked: list[str] = []

    def things(pages: Pages) -> Said:
        asked.append(pages.path)
        return document([1])

    with serving({"/": page(), **served({"/things": LIST}, {"/things": things})}) as url:
        assert look(url, measures=False).journeys == FoundJourneys()
        few = len(asked)
        assert len(look(url).journeys.journeys) == 1
    assert len(asked) - few >= ASKED > few
