"""pass, warn, fail: liveness asks nobody, the database is needed, the cache is not."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api import create_app
from app.knowledge.database import DatabaseUnavailableError
from app.monitoring.health import Dependency, Health, worst
from app.server import Lifecycle
from tests.app.running import READER, client_of, good_settings, running

PATHS = ("/health/live", "/health/ready", "/health/startup", "/health")


BEAT, WARM, PING = (
    "app.knowledge.database.Database.beat",
    "app.knowledge.database.Database.warm",
    "app.knowledge.cache.ArticleCache.ping",
)


def health_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: str | None, *, hangs: bool = False
) -> list[httpx.Response]:
    """Ask every health path while the method `breaks` breaks or hangs."""

    async def broken(*_: object) -> None:
        if hangs:
            await asyncio.Event().wait()
        raise DatabaseUnavailableError("host db:5432 refused user ukp")

    if breaks is not None:
        monkeypatch.setattr(breaks, broken)

    async def scenario() -> list[httpx.Response]:
        async with running(tmp_path) as client:
            return [await client.get(path) for path in PATHS]

    return asyncio.run(scenario())


@pytest.mark.parametrize(
    ("breaks", "statuses", "codes"),
    [
        (None, ["pass", "pass", "pass", "pass"], [200, 200, 200, 200]),
        (BEAT, ["pass", "fail", "pass", "fail"], [200, 503, 200, 503]),
        (PING, ["pass", "warn", "pass", "warn"], [200, 200, 200, 200]),
        (WARM, ["pass", "fail", "fail", "fail"], [200, 503, 503, 503]),
    ],
)
def test_the_status_and_its_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    breaks: str | None,
    statuses: list[str],
    codes: list[int],
) -> None:
    answers = health_with(tmp_path, monkeypatch, breaks)
    assert [answer.json()["status"] for answer in answers] == statuses
    assert [answer.status_code for answer in answers] == codes
    assert {answer.headers["content-type"] for answer in answers} == {"application/health+json"}
    assert "5432" not in "".join(answer.text for answer in answers)


def test_the_whole_names_each_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body: dict[str, Any] = health_with(tmp_path, monkeypatch, PING)[3].json()
    checks = {name: entries[0]["status"] for name, entries in body["checks"].items()}
    assert checks == {"database:writable": "pass", "cache:reachable": "warn", "service:serving": "pass"}
    assert (body["version"], body["releaseId"]) == ("0.1.0", "unknown")


def test_a_check_that_hangs_ends_at_its_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.monitoring.health.CHECK_TIMEOUT_SECONDS", 0.05)
    answers = health_with(tmp_path, monkeypatch, BEAT, hangs=True)
    assert [answer.status_code for answer in answers] == [200, 503, 200, 503]


def test_many_probes_are_one_check() -> None:
    checked, reported = [], []

    async def check() -> None:
        checked.append(1)

    async def scenario() -> None:
        health = Health([Dependency("database", "writable", "fail", check)], lambda *it: reported.append(it))
        health.started = True
        statuses = await asyncio.gather(*(health.status(draining=False) for _ in range(20)))
        assert set(statuses) == {"pass"}
        assert await health.status(draining=True) == "fail"

    asyncio.run(scenario())
    assert checked == [1]
    assert reported == [("database", True)]


def test_draining_fails_readiness_alone(tmp_path: Path) -> None:
    async def scenario() -> list[int]:
        app = create_app(good_settings(tmp_path))

        async def draining(scope: Any, receive: Any, send: Any) -> None:
            await app(scope | {"state": {"lifecycle": Lifecycle(draining=True)}}, receive, send)

        async with client_of(app):
            transport = httpx.ASGITransport(draining)
            async with httpx.AsyncClient(transport=transport, base_url="http://ukp") as client:
                answers = [await client.get(path, headers=READER) for path in (*PATHS, "/articles")]
                return [answer.status_code for answer in answers]

    assert asyncio.run(scenario()) == [200, 503, 200, 503, 200]


def test_nothing_checked_is_not_healthy() -> None:
    assert worst([]) == "fail"
    assert worst(["pass", "warn", "pass"]) == "warn"
