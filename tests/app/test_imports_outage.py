"""Without its queue the service takes no import in, keeps nothing of it, and does all else."""

import asyncio
from pathlib import Path

import httpx
import pytest

from app.imports import submission
from app.imports.queue import QueueUnavailableError
from tests.app.running import EDITOR, running
from tests.app.test_imports import NOBODY, URL, rows, service


def unavailable(answer: httpx.Response) -> None:
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("url", [None, NOBODY])
def test_without_its_queue_an_import_is_put_off_and_all_else_works(tmp_path: Path, url: str | None) -> None:
    async def scenario() -> None:
        async with running(tmp_path, cache_url=url) as client:
            unavailable(await client.post("/imports", headers=EDITOR, json=URL))
            paths = ("/articles", "/health/ready", "/search?q=tea")
            asked = [await client.get(path, headers=EDITOR) for path in paths]
            assert [answer.status_code for answer in asked] == [200, 200, 200]
            assert (await client.get("/imports/x", headers=EDITOR)).status_code == 404

    asyncio.run(scenario())


def test_a_queue_that_goes_between_two_steps_leaves_nothing_behind(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with service(tmp_path) as (client, queue, app):

            async def broken(_job: object) -> None:
                raise QueueUnavailableError("away")

            queue.add = broken  # type: ignore[assignment,method-assign]
            keyed = EDITOR | {"Idempotency-Key": "tea-1"}
            unavailable(await client.post("/imports", headers=keyed, json=URL))
            unavailable(await client.post("/imports", headers=EDITOR, json=URL))
            assert await rows(app) == [0, 0]

    asyncio.run(scenario())


def test_a_full_queue_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        monkeypatch.setattr(submission, "FULL", 1)
        async with service(tmp_path) as (client, _, app):
            assert (await client.post("/imports", headers=EDITOR, json=URL)).status_code == 202
            unavailable(await client.post("/imports", headers=EDITOR, json=URL))
            assert await rows(app) == [1, 0]

    asyncio.run(scenario())
