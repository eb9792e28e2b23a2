"""A worker does each job once, tries again what may get better, and buries the rest."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from app.imports.jobs import Job, State
from app.imports.store import KEEP
from app.imports.sweep import sweep
from app.imports.work import Outcome
from app.knowledge.tables import imports
from tests.app.mirror import answer
from tests.app.working import HURRIED, parts, run


def test_an_import_becomes_an_article_of_its_owner(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            import_id = await made.add()
            assert await made.do() == Outcome.DONE
            [article] = await made.articles()
            seen = await made.seen(import_id)
            assert (article.title, article.owner) == ("hot water", "editor")
            assert (seen.state, seen.attempts, seen.article_id) == (State.DONE, 1, article.id)

    run(scenario)


def test_a_job_that_is_delivered_twice_makes_one_article(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            import_id = await made.add()
            for _ in range(3):
                await made.queue.add(Job(import_id, "request-1"))
            outcomes = await asyncio.gather(*(made.do() for _ in range(4)))
            assert sorted(outcomes) == ["done", "duplicate", "duplicate", "duplicate"]
            await made.queue.add(Job("unknown", "request-1"))
            assert await made.do() == Outcome.DUPLICATE
            assert len(await made.articles()) == 1

    run(scenario)


def test_a_temporary_failure_is_tried_again_and_buried_at_last(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path, {"/": answer(status="503 Service Unavailable")}) as made:
            import_id, outcomes = await made.add(), []
            for _ in range(HURRIED.attempts):
                outcomes.append(await made.do())
                await asyncio.sleep(0.01)
                await sweep(made.store, made.queue)
            seen = await made.seen(import_id)
            assert outcomes == ["retried", "retried", "dead"]
            assert (seen.state, seen.attempts, seen.reason) == (State.DEAD, 3, "it answered 503")
            assert [letter[b"reason"] for letter in made.queue.dead] == [b"it answered 503"]
            assert made.queue.stream == {}

    run(scenario)


def test_a_temporary_failure_that_passes_ends_well(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path, {"/": answer(status="500 Oops")}) as made:
            import_id = await made.add()
            assert await made.do() == Outcome.RETRIED
            assert (await made.seen(import_id)).state == State.QUEUED
            made.mirror.answers["/"] = answer(b"hot")
            await asyncio.sleep(0.01)
            assert await sweep(made.store, made.queue) == 1
            assert await made.do() == Outcome.DONE
            seen = await made.seen(import_id)
            assert (seen.attempts, seen.reason) == (2, None)

    run(scenario)


def test_imports_that_ended_are_kept_for_a_while_and_their_articles_stay(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with parts(tmp_path) as made:
            done = await made.add()
            await made.do()
            assert await made.store.prune() == 0
            past = update(imports).values(updated_at=datetime.now(UTC) - KEEP)
            await made.store.database.run(lambda c: c.execute(past))
            waiting = await made.add()
            assert await made.store.prune() == 1
            assert [await made.store.get(done), (await made.seen(waiting)).state] == [None, State.QUEUED]
            assert len(await made.articles()) == 1

    run(scenario)


@pytest.mark.parametrize(("path", "reason"), [("/gone", "answered 404"), ("/pdf", "not text/plain")])
def test_a_permanent_failure_is_no_dead_letter(tmp_path: Path, path: str, reason: str) -> None:
    async def scenario() -> None:
        async with parts(tmp_path, {"/pdf": answer(content_type="application/pdf")}) as made:
            import_id = await made.add(path)
            assert await made.do() == Outcome.FAILED
            seen = await made.seen(import_id)
            assert (seen.state, seen.attempts) == (State.FAILED, 1)
            assert reason in str(seen.reason)
            assert (made.queue.dead, made.queue.stream) == ([], {})

    run(scenario)
