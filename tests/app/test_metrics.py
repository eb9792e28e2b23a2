"""Each request is counted exactly once, under its template, in seconds, in every format."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import StreamingResponse
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families as plain

from app.api import create_app
from app.config.monitoring import DURATION_BUCKETS_SECONDS
from app.monitoring.loop_lag import LoopLag
from tests.app.running import EDITOR, READER, client_of, good_settings, running

OPENMETRICS = "application/openmetrics-text; version=1.0.0"


def strict(body: str) -> list[Metric]:
    """Parse OpenMetrics as its specification wants it. Raises ValueError."""
    return list(openmetrics.text_string_to_metric_families(body))  # type: ignore[no-untyped-call]


def requests(registry: CollectorRegistry) -> dict[tuple[str, str, str], float]:
    """Requests by method, route and status, without those that never came."""
    return {
        (sample.labels["method"], sample.labels["route"], sample.labels["status"]): sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "ukp_http_requests_total" and sample.value
    }


def registry_of(app: FastAPI) -> CollectorRegistry:
    registry: CollectorRegistry = app.state.services.metrics.registry
    return registry


def test_known_traffic_is_counted_once_each(tmp_path: Path) -> None:
    async def boom() -> None:
        raise RuntimeError("on purpose")

    async def scenario() -> tuple[dict[tuple[str, str, str], float], float | None]:
        app = create_app(good_settings(tmp_path, max_body_bytes=64))
        app.add_api_route("/boom", boom)
        async with client_of(app) as client:
            await asyncio.gather(*(client.get(f"/random-{number}") for number in range(3)))
            await client.get("/boom")
            await client.head("/health/live")
            await client.request("BREW", "/version")
            await client.patch("/articles")
            await client.post("/articles", headers=EDITOR, content=b"x" * 65)
            await client.post("/articles", headers=EDITOR, json={"title": ""})
            await client.get("/articles/7", headers=READER)
            await client.get("/articles/7", headers={})
            in_flight = registry_of(app).get_sample_value("ukp_http_requests_in_flight")
            return requests(registry_of(app)), in_flight

    counted, in_flight = asyncio.run(scenario())
    assert counted == {
        ("GET", "unmatched", "404"): 3,
        ("GET", "/boom", "500"): 1,
        ("HEAD", "/health/live", "200"): 1,
        ("other", "/version", "405"): 1,
        ("PATCH", "/articles", "405"): 1,
        ("POST", "/articles", "413"): 1,
        ("POST", "/articles", "422"): 1,
        ("GET", "/articles/{article_id}", "404"): 1,
        ("GET", "/articles/{article_id}", "401"): 1,
    }
    assert in_flight == 0


@pytest.mark.parametrize(("event", "status"), [("http.disconnect", "499"), ("http.request", "422")])
def test_a_client_that_leaves_is_counted_and_leaves_nothing_in_flight(
    tmp_path: Path, event: str, status: str
) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": event, "body": b"{}", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def scenario() -> None:
        app = create_app(good_settings(tmp_path))
        async with client_of(app):
            headers = [(b"host", b"ukp"), (b"authorization", EDITOR["Authorization"].encode())]
            scope = {"type": "http", "method": "POST", "path": "/articles", "query_string": b""}
            await app(scope | {"headers": headers, "client": ("10.0.0.1", 1)}, receive, send)
            assert requests(registry_of(app)) == {("POST", "/articles", status): 1}
            assert registry_of(app).get_sample_value("ukp_http_requests_in_flight") == 0

    asyncio.run(scenario())
    assert bool(sent) == (status == "422")


def test_the_duration_includes_the_body_and_not_what_runs_after_it(tmp_path: Path) -> None:
    async def later() -> None:
        await asyncio.sleep(0.1)

    async def body() -> AsyncIterator[bytes]:
        yield b"a"
        await asyncio.sleep(0.02)
        yield b"b"

    async def stream(background: BackgroundTasks) -> StreamingResponse:
        background.add_task(later)
        return StreamingResponse(body())

    async def scenario() -> float | None:
        app = create_app(good_settings(tmp_path))
        app.add_api_route("/stream", stream)
        async with client_of(app) as client:
            await client.get("/stream")
        labels = {"method": "GET", "route": "/stream"}
        return registry_of(app).get_sample_value("ukp_http_request_duration_seconds_sum", labels)

    seconds = asyncio.run(scenario())
    assert seconds is not None
    assert 0.02 <= seconds < 0.1


FORMATS = {
    OPENMETRICS: f"{OPENMETRICS}; charset=utf-8",
    "": "text/plain; version=0.0.4; charset=utf-8",
    "text/html": "text/plain; version=0.0.4; charset=utf-8",
    f"{OPENMETRICS};q=0.5,text/plain;version=0.0.4;q=0.2": f"{OPENMETRICS}; charset=utf-8",
    f"{OPENMETRICS};q=0.2,text/plain;q=0.5": "text/plain; version=0.0.4; charset=utf-8",
    "application/openmetrics-text; version=0.0.1": "text/plain; version=0.0.4; charset=utf-8",
    "application/json": "application/json",
}


@pytest.fixture(scope="module")
def scraped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, httpx.Response]:
    """The first scrape of a fresh service is in OpenMetrics; the others follow."""

    async def scenario() -> dict[str, httpx.Response]:
        async with running(tmp_path_factory.mktemp("scraped")) as client:
            asked = {accept: {"Accept": accept} if accept else {} for accept in FORMATS}
            return {accept: await client.get("/metrics", headers=h) for accept, h in asked.items()}

    return asyncio.run(scenario())


@pytest.mark.parametrize(("accept", "media_type"), FORMATS.items())
def test_the_format_follows_the_accept_header(
    scraped: dict[str, httpx.Response], accept: str, media_type: str
) -> None:
    answer = scraped[accept]
    assert answer.headers["content-type"] == media_type
    if media_type == "application/json":
        names = {family["name"] for family in answer.json()["families"]}
    else:
        names = {family.name for family in (strict if "openmetrics" in media_type else plain)(answer.text)}
    assert {"ukp_database_up", "ukp_http_request_duration_seconds"} <= names


def test_documented_series_exist_before_their_first_event(scraped: dict[str, httpx.Response]) -> None:
    families = {family.name: family for family in strict(scraped[OPENMETRICS].text)}
    series = {tuple(sample.labels.values()) for sample in families["ukp_http_requests"].samples}
    assert {
        ("GET", "/articles", "200"),
        ("POST", "/articles", "413"),
        ("DELETE", "/articles/{article_id}", "204"),
        ("GET", "/health/ready", "503"),
        ("GET", "/search", "500"),
    } <= series
    up = [families[name].samples[0].value for name in ("ukp_database_up", "ukp_cache_up")]
    assert up == [1, 1]
    assert families["ukp_build"].samples[0].labels == {"version": "0.1.0", "revision": "unknown"}


def test_the_buckets_hold_every_objective() -> None:
    assert {0.3, 0.5, 30.0} <= set(DURATION_BUCKETS_SECONDS)
    assert sorted(DURATION_BUCKETS_SECONDS) == list(DURATION_BUCKETS_SECONDS)


def test_the_loop_lag_is_the_longest_of_the_last_minute() -> None:
    now = [0.0]
    lag = LoopLag(lambda: now[0])
    lag.observe(2.0)
    now[0] = 30.0
    lag.observe(0.1)
    assert lag.longest_seconds() == 2.0
    now[0] = 61.0
    lag.observe(-0.1)
    assert lag.longest_seconds() == 0.1
