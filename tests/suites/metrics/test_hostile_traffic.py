import json
from urllib.parse import parse_qsl

import pytest

from gonogo.suites.metrics.experiments.called import called
from gonogo.suites.metrics.experiments.hostile import Look, replaced, send_hostile_traffic
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget, shop

REQUESTS = [
    {"path": "/things?limit=1&name=x"},
    {"path": "/things/17", "route": "/things/{id}"},
    {"path": "/things", "credential": None},
    {"method": "POST", "path": "/things/17", "route": "/things/{id}"},
]


def test_each_kind_is_sent_forty_times_and_a_bounded_shop_does_not_grow() -> None:
    promised = contract(metrics=METRICS, traffic={"requests": REQUESTS})
    with shop() as url:
        seen = done(send_hostile_traffic, ShopTarget(url, promised), promised)
    (growth,) = seen.growths
    assert growth.answered == 40 * 15
    case = Case("metrics/series-cardinality-is-bounded", promised, seen, seen)
    assert case.problems(seen) == ()


def test_no_traffic_is_needed() -> None:
    promised = contract(metrics=METRICS)
    with shop() as url:
        (growth,) = done(send_hostile_traffic, ShopTarget(url, promised), promised).growths
    assert growth.answered == 40 * 5


class _Cutting(Handler):
    """Counts a known page by its route, before which it puts what is left of the target; the query too."""

    keeps_query: bool
    routes: set[str]

    def respond(self) -> None:
        if self.path == "/stats":
            lines = [f'shop_seconds_count{{route="{route}"}} 1' for route in sorted(self.routes)]
            self.answer(200, "\n".join(["# TYPE shop_seconds histogram", *lines, ""]), CONTENT_TYPE)
            return
        target = self.path if self.keeps_query else self.path.partition("?")[0]
        if target.startswith("/orders/"):
            self.routes.add("/".join(target.split("/")[:-2]) + "/orders/:id")
        self.answer(200, "", "text/plain")


@pytest.mark.parametrize("path", ["/orders/17", "/orders/17?lines=2"])
@pytest.mark.parametrize("keeps_query", [True, False])
def test_a_query_that_holds_slashes_is_no_part_of_a_route(path: str, keeps_query: bool) -> None:
    known = [{"path": "/things", "status": 200}, {"path": path, "route": "/orders/:id"}]
    promised = contract(metrics=METRICS, traffic={"requests": known})
    with Loopback(_Cutting, keeps_query=keeps_query, routes=set()) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    problems = Case("metrics/series-cardinality-is-bounded", promised, seen, seen).problems(seen)
    assert bool(problems) is keeps_query


class _Counting(Handler):
    """Counts each host that it is asked for, or all of them under one name."""

    names: bool
    hosts: set[str]

    def respond(self) -> None:
        if self.path != "/stats":
            self.hosts.add(self.headers["Host"] if self.names else "any")
            self.answer(200, "", "text/plain")
            return
        lines = [f'shop_misdirected_total{{host="{host}"}} 1' for host in sorted(self.hosts)]
        self.answer(200, "\n".join(["# TYPE shop_misdirected_total counter", *lines, ""]), CONTENT_TYPE)


class _Handled(Handler):
    """A handler of a known page counts by who asks; whoever has not signed in does not get there."""

    header: str
    clients: set[str]

    def respond(self) -> None:
        if self.path == "/things":
            self.clients.add(self.headers[self.header] or "nobody")
        if self.path != "/stats":
            self.answer(200, "", "text/plain")
            return
        lines = [f'shop_reads_total{{client="{client}"}} 1' for client in sorted(self.clients)]
        self.answer(200, "\n".join(["# TYPE shop_reads_total counter", *lines, ""]), CONTENT_TYPE)


@pytest.mark.parametrize(
    "header", ["User-Agent", "X-Real-IP", "X-Forwarded-For", "X-Client-Version", "X-Tenant-ID"]
)
def test_a_page_is_asked_for_as_many_clients_would(header: str) -> None:
    promised = contract(
        metrics={**METRICS, "path": "/stats"}, traffic={"requests": [{"path": "/things", "status": 200}]}
    )
    with Loopback(_Handled, header=header, clients=set()) as server:
        (growth,) = done(send_hostile_traffic, ShopTarget(server.url, promised), promised).growths
    assert growth.new >= 40


class _Paged(Handler):
    """Counts by the page that is asked for, where it is a number, or by what kind of value it is."""

    by_value: bool
    seen: set[str]

    def respond(self) -> None:
        if self.path == "/stats":
            lines = [f'shop_pages_total{{page="{page}"}} 1' for page in sorted(self.seen)]
            self.answer(200, "\n".join(["# TYPE shop_pages_total counter", *lines, ""]), CONTENT_TYPE)
            return
        query = dict(parse_qsl(self.path.partition("?")[2]))
        if not all(query.get(name, "1").isdecimal() for name in ("page", "limit")):
            self.answer(422, "{}", "application/json")
            return
        self.seen.add(query.get("page", "1") if self.by_value else "a number")
        self.answer(200, "{}", "application/json")


@pytest.mark.parametrize("by_value", [True, False])
def test_a_number_of_a_query_is_varied_by_itself(*, by_value: bool) -> None:
    known = {"path": "/things?page=1&limit=5&sort=name", "status": 200}
    promised = contract(metrics={**METRICS, "path": "/stats"}, traffic={"requests": [known]})
    with Loopback(_Paged, by_value=by_value, seen=set()) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    problems = Case("metrics/series-cardinality-is-bounded", promised, seen, seen).problems(seen)
    assert bool(problems) is by_value


class _Called(Handler):
    """Counts calls by a word of their body, or those by a word that nobody knows as one."""

    known: tuple[str, ...] | None
    words: set[str]

    def respond(self) -> None:
        if self.path == "/stats":
            lines = [f'shop_calls_total{{of="{word}"}} 1' for word in sorted(self.words)]
            self.answer(200, "\n".join(["# TYPE shop_calls_total counter", *lines, ""]), CONTENT_TYPE)
            return
        sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "{}")
        self.headers.replace_header("Content-Length", "0")
        word = sent.get("operationName") or sent.get("method") or "none"
        self.words.add(word if self.known is None or word in self.known else "other")
        self.answer(200, "{}", "application/json")


GRAPHQL = {"query": "{ things { id } }"}
RPC = {"jsonrpc": "2.0", "id": 1, "method": "things"}


@pytest.mark.parametrize(("body", "known"), [(GRAPHQL, None), (RPC, None), (GRAPHQL | RPC, ("things",))])
def test_what_is_called_by_a_word_of_the_body_is_varied(
    body: dict[str, object], known: tuple[str, ...] | None
) -> None:
    request = {"method": "POST", "path": "/call", "body": body, "status": 200}
    promised = contract(metrics={**METRICS, "path": "/stats"}, traffic={"requests": [request]})
    with Loopback(_Called, known=known, words=set()) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    problems = Case("metrics/series-cardinality-is-bounded", promised, seen, seen).problems(seen)
    assert bool(problems) is (known is None)


@pytest.mark.parametrize(
    ("query", "named", "answered"),
    [
        ("{ things { id } }", "query word{ things { id } }", "{ word: things { id } }"),
        ("query Old { things }", "query word { things }", "query Old { word: things }"),
        ("query{old:things}", "query word{old:things}", "query{word: things}"),
        (" {old : things}", "query word{old : things}", " {word: things}"),
        ("query Old($n: In = {a: 1}) { things }", "query word($n: In = {a: 1}) { things }", None),
        ("mutation Buy { buy }", None, None),
        ("subscription { sold }", None, None),
        ("red shoes", None, None),
        ("query shoes", None, None),
    ],
)
def test_a_query_is_called_by_another_word(query: str, named: str | None, answered: str | None) -> None:
    body = {"query": query, "variables": {}}
    by_name = [body | {"query": named, "operationName": "word"}] if named else []
    made = list(called(body, "word"))
    assert made[: len(by_name)] == by_name
    assert made[len(by_name) :] == ([body | {"query": answered}] if answered else [])


@pytest.mark.parametrize("body", [{"query": {"match": "shoes"}}, {"method": "cash"}, {"jsonrpc": "2.0"}])
def test_no_other_body_calls_by_a_name(body: dict[str, object]) -> None:
    assert list(called(body, "word")) == []


@pytest.mark.parametrize("names", [True, False])
def test_hosts_are_varied(names: bool) -> None:
    promised = contract(metrics=METRICS)
    with Loopback(_Counting, names=names, hosts=set()) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    case = Case("metrics/series-cardinality-is-bounded", promised, seen, seen)
    assert bool(case.problems(seen)) is names


class _Telling(Handler):
    """Says by a label what it was asked for last: the path, or one of a few kinds."""

    kinds: bool
    last: str = "none"

    def respond(self) -> None:
        if self.path != "/stats":
            type(self).last = self.command if self.kinds else self.path
            self.answer(404, "", "text/plain")
            return
        said = (
            f'# TYPE shop_last_failure_info gauge\nshop_last_failure_info{{of="{self.last}"}} 1\nshop_up 1\n'
        )
        self.answer(200, said, CONTENT_TYPE)


@pytest.mark.parametrize("kinds", [True, False])
def test_what_replaces_a_series_with_each_request_is_seen(kinds: bool) -> None:
    promised = contract(metrics=METRICS)
    with Loopback(_Telling, kinds=kinds) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    problems = Case("metrics/series-cardinality-is-bounded", promised, seen, seen).problems(seen)
    assert [p.observed.partition("{")[0] for p in problems] == (
        [] if kinds else ["another one in each scrape between requests: shop_last_failure_info"]
    )


def test_only_what_is_another_one_each_time_replaces() -> None:
    shape = ("shop_leader", "name")
    looks: list[Look] = [{f'shop_leader{{name="{name}"}}': shape} for name in "abc"]
    assert list(replaced(looks)) == ['shop_leader{name="c"}']
    assert list(replaced([*looks, looks[0]])) == []
    assert list(replaced([*looks, {}])) == []
    assert list(replaced([{"shop_up": ("shop_up",)}] * 3)) == []


class _Limited(Handler):
    """Answers forty requests of a client, and counts the refusals of each further one."""

    by_path: bool
    asked: int
    refused: dict[str, int]

    def respond(self) -> None:
        if self.path == "/stats":
            lines = [f'shop_requests_total{{path="{path}",code="429"}} 1' for path in self.refused]
            text = "\n".join(["# TYPE shop_requests_total counter", "shop_up 1", *lines, ""])
            self.answer(200, text, CONTENT_TYPE)
            return
        type(self).asked += 1
        if self.asked > 40:
            self.refused[self.path if self.by_path else f"/{len(self.path) % 20}"] = 1
        self.answer(429 if self.asked > 40 else 404, "", "text/plain")


@pytest.mark.parametrize("by_path", [False, True])
def test_what_a_limit_answers_is_told_apart(by_path: bool) -> None:
    promised = contract(metrics=METRICS | {"growth_samples": 5})
    kind = type("_OfClient", (_Limited,), {"by_path": by_path, "asked": 0, "refused": {}})
    with Loopback(kind) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    (growth,) = seen.growths
    assert growth.limited > growth.answered / 2
    case = Case("metrics/series-cardinality-is-bounded", promised, seen, seen)
    assert bool(case.problems(seen)) == by_path
