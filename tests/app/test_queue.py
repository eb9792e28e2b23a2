"""What a queue promises: each job delivered until it is settled, also when its consumer died."""

import asyncio

import pytest

from app.imports.jobs import Job
from app.imports.queue import Backlog, Delivery, Queue, QueueUnavailableError
from app.imports.valkey_queue import ValkeyQueue
from tests.app.queues import MemoryQueue

ONE, TWO = Job("1" * 32, "request-1"), Job("2" * 32, "request-2")
NOBODY = "valkey://:a-password@127.0.0.1:1/0"  # nothing listens on port 1


class Pair:
    """Two consumers of one queue: the first dies when the test says so, the second claims at once."""

    def __init__(self, url: str | None) -> None:
        memory = MemoryQueue()
        self.first: Queue = ValkeyQueue(url) if url else memory
        self.second: Queue = ValkeyQueue(url, 0.0) if url else memory.consumer(0.0)


@pytest.fixture
def url() -> str | None:
    """None is the queue in memory; the self-tests make the same promises of a real one."""
    return None


async def taken(queue: Queue) -> Delivery:
    """The next delivery; the first look may only make the group."""
    for _ in range(5):
        if (delivery := await queue.take()) is not None:
            return delivery
    raise AssertionError("nothing was delivered")


def test_jobs_come_in_order_and_once_until_they_are_settled(url: str | None) -> None:
    async def scenario() -> None:
        queue = Pair(url).first
        await queue.add(ONE)
        await queue.add(TWO)
        deliveries = [await taken(queue), await taken(queue)]
        assert [delivery.job for delivery in deliveries] == [ONE, TWO]
        assert (await queue.backlog()).depth == 2
        for delivery in deliveries:
            await queue.settle(delivery)
        backlog = await queue.backlog()
        assert (backlog.depth, backlog.dead_letters) == (0, 0)
        await queue.leave()
        await queue.close()

    asyncio.run(scenario())


def test_a_job_whose_consumer_died_is_claimed(url: str | None) -> None:
    async def scenario() -> None:
        pair = Pair(url)
        await pair.first.add(ONE)
        left = await taken(pair.first)
        assert (await taken(pair.second)) == left
        await pair.second.settle(left)
        assert (await pair.second.backlog()).depth == 0
        await pair.first.close()
        await pair.second.close()

    asyncio.run(scenario())


def test_a_job_that_is_given_back_goes_to_the_end(url: str | None) -> None:
    async def scenario() -> None:
        queue = Pair(url).first
        await queue.add(ONE)
        await queue.add(TWO)
        await queue.give_back(await taken(queue))
        assert [(await taken(queue)).job for _ in range(2)] == [TWO, ONE]
        assert (await queue.backlog()).depth == 2
        await queue.close()

    asyncio.run(scenario())


def test_a_dead_letter_is_counted_and_its_entry_stays_until_it_is_settled(url: str | None) -> None:
    async def scenario() -> Backlog:
        queue = Pair(url).first
        await queue.add(ONE)
        delivery = await taken(queue)
        await queue.bury(delivery, "it answered 503")
        before = await queue.backlog()
        assert before.depth == 1
        assert before.oldest_seconds >= 0
        await queue.settle(delivery)
        try:
            return await queue.backlog()
        finally:
            await queue.close()

    assert asyncio.run(scenario()) == Backlog(depth=0, oldest_seconds=0.0, dead_letters=1)


def test_a_queue_that_is_away_says_so() -> None:
    async def scenario() -> None:
        queue, delivery = ValkeyQueue(NOBODY), Delivery("1-1", {}, ONE)
        calls = (
            queue.add(ONE), queue.take(), queue.settle(delivery), queue.give_back(delivery),
            queue.bury(delivery, "why"), queue.backlog(), queue.leave(),
        )  # fmt: skip
        for call in calls:
            with pytest.raises(QueueUnavailableError):
                await call
        await queue.close()

    asyncio.run(scenario())
