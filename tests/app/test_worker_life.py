"""A worker dies, ends, loses its queue or its database: no job is lost, and none is done twice."""

import asyncio
import io
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from app.config.logging import configure_logging
from app.imports.jobs import State
from app.imports.sweep import SKEW_SECONDS, sweep
from app.imports.work import Outcome
from app.knowledge.tables import imports
from tests.app.mirror import answer
from tests.app.running import preserved_logging, records
from tests.app.working import HURRIED, LEASE_SECONDS, Parts, parts, run, until


async def age(made: Parts, seconds: float) -> None:
    """Let every import be older."""
    past = datetime.now(UTC) - timedelta(seconds=seconds)
    older = update(imports).values(queued_at=past, updated_at=past)
    await made.store.database.run(lambda c: c.execute(older))


def test_a_worker_that_dies_leaves_its_job_to_another(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            import_id = await made.add()
            delivery = await made.queue.take()
            assert delivery is not None
            await made.store.begin(import_id, LEASE_SECONDS)  # and nothing more: its process was killed
            made.queue.claim_after_seconds = 0.0
            await age(made, LEASE_SECONDS + 1)
            assert await made.do() == Outcome.DONE
            assert (await made.seen(import_id)).attempts == 2

    run(scenario)


def test_a_job_that_kills_its_workers_is_buried(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            import_id = await made.add()
            for _ in range(HURRIED.attempts):
                await made.store.begin(import_id, 0.0)
            await age(made, LEASE_SECONDS + 1)
            assert await made.do() == Outcome.DEAD
            assert "worker died" in str((await made.seen(import_id)).reason)
            assert (len(made.queue.dead), made.mirror.seen) == (1, [])

    run(scenario)


def test_a_job_of_another_release_is_buried_and_queued_anew(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            await made.add()
            [fields] = made.queue.stream.values()
            fields[b"layout"] = b"2"
            assert await made.do() == Outcome.DEAD
            await age(made, SKEW_SECONDS + 1)
            assert await sweep(made.store, made.queue) == 1
            assert await made.do() == Outcome.DONE

    run(scenario)


def test_what_the_queue_forgot_is_queued_again_and_what_waits_there_is_not(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            await made.add()
            made.queue.stream.clear()
            made.queue.added_at.clear()
            assert await sweep(made.store, made.queue) == 0  # its request may just be adding it
            await age(made, SKEW_SECONDS + 1)
            assert [await sweep(made.store, made.queue) for _ in range(2)] == [1, 0]
            await age(made, 60)
            made.queue.added_at = dict.fromkeys(made.queue.added_at, time.monotonic() - 61)
            assert await sweep(made.store, made.queue) == 0

    run(scenario)


def test_a_worker_finishes_what_it_can_and_hands_back_the_rest(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path, {"/": answer(), "/never": None}, seconds=60.0) as made:
            quick, slow = await made.add(), await made.add("/never")
            worker = made.worker(shutdown_seconds=0.5)
            worker.start()
            await until(lambda: len(made.mirror.seen) == 2)
            began = time.monotonic()
            await worker.stop()
            assert time.monotonic() - began < 2.0
            assert (await made.seen(quick)).state == State.DONE
            handed_back = await made.seen(slow)
            assert (handed_back.state, handed_back.attempts) == (State.QUEUED, 0)
            assert [made.counted(o) for o in ("done", "returned", "dead")] == [1, 1, 0]
            made.mirror.answers["/never"] = answer()
            assert await made.do() == Outcome.DONE  # by another worker, at once

    run(scenario)


def test_a_worker_outlives_its_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.imports.worker.PAUSE_SECONDS", 0.01)

    async def scenario() -> None:
        async with parts(tmp_path) as made:
            worker = made.worker()
            made.queue.away = True
            worker.start()
            await asyncio.sleep(0.05)
            made.queue.away = False
            import_id = await made.add()

            async def done() -> bool:
                return (await made.seen(import_id)).state == State.DONE

            await until(done)
            await worker.stop()

    run(scenario)


def test_a_workers_records_carry_the_request_that_asked(tmp_path: Path) -> None:
    log = io.StringIO()

    async def scenario() -> None:
        async with parts(tmp_path) as made:
            worker, import_id = made.worker(), await made.add()
            worker.start()
            await until(lambda: made.counted("done") == 1)
            await worker.stop()
            [record] = [entry for entry in records(log) if entry["event"] == "import_job"]
            assert (record["request_id"], record["import_id"]) == ("request-1", import_id)
            assert record["outcome"] == "done"

    with preserved_logging():
        configure_logging("info", stream=log)
        asyncio.run(scenario())
