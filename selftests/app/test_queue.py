"""The promises of a queue, made of a real Valkey; and what only a real one can do to us."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from valkey import Valkey

from app.imports.valkey_queue import DEAD, STREAM, ValkeyQueue
from selftests.app.valkey import valkey_server
from tests.app import test_queue as promised
from tests.app.test_queue import ONE, TWO, taken


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with valkey_server() as url:
        yield url


@pytest.fixture
def url(server: str) -> str:
    Valkey.from_url(server).flushall()
    return server


test_order = promised.test_jobs_come_in_order_and_once_until_they_are_settled
test_claim = promised.test_a_job_whose_consumer_died_is_claimed
test_give_back = promised.test_a_job_that_is_given_back_goes_to_the_end
test_bury = promised.test_a_dead_letter_is_counted_and_its_entry_stays_until_it_is_settled


def test_a_server_that_forgot_everything_and_entries_of_another_release(url: str) -> None:
    async def scenario() -> None:
        queue, client = ValkeyQueue(url), Valkey.from_url(url)
        await queue.add(ONE)
        await taken(queue)
        client.flushall()
        await queue.add(TWO)
        assert (await taken(queue)).job == TWO
        client.xadd(STREAM, {"layout": "2", "import": "x", "request": "y"})
        newer = await taken(queue)
        assert newer.job is None
        await queue.bury(newer, "it is of another layout")
        letters: Any = client.xrange(DEAD)
        assert letters[0][1][b"reason"] == b"it is of another layout"
        await queue.close()

    asyncio.run(scenario())
