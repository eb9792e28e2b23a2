"""The worker's own port: probes that tell the truth, and every series from the first scrape on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families as families

from app.imports.jobs import Job
from app.imports.process import WorkerProcess, worker_app
from app.imports.work import Outcome
from tests.app.queues import MemoryQueue
from tests.app.running import good_settings, preserved_logging
from tests.app.working import until


@asynccontextmanager
async def worker(folder: Path, queue: MemoryQueue) -> AsyncIterator[tuple[httpx.AsyncClient, WorkerProcess]]:
    """Open a worker in this process, and a client of its port."""
    process = WorkerProcess(good_settings(folder, shutdown_seconds=2.0), queue)
    app = worker_app(process)
    transport = httpx.ASGITransport(app)
    with preserved_logging():
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://worker") as client,
        ):
            yield client, process


def test_a_worker_tells_what_it_does_and_what_waits(tmp_path: Path) -> None:
    async def scenario() -> None:
        queue = MemoryQueue()
        async with worker(tmp_path, queue) as (client, process):
            await until(lambda: process.health.started)
            for path in ("/health/live", "/health/ready"):
                assert (await client.get(path)).json() == {"status": "pass"}
            await queue.add(Job("unknown", "request-1"))
            await until(lambda: not queue.stream)
            text = (await client.get("/metrics")).text
        samples = {(s.name, *s.labels.values()): s.value for f in families(text) for s in f.samples}
        assert {o.value: samples["ukp_import_jobs_total", o.value] for o in Outcome} == {
            o.value: float(o is Outcome.DUPLICATE) for o in Outcome
        }
        assert samples["ukp_import_job_duration_seconds_count",] == 1
        gauges = ("queue_depth", "oldest_job_age_seconds", "dead_letters", "jobs_in_progress")
        assert [samples[f"ukp_import_{name}",] for name in gauges] == [0, 0, 0, 0]
        assert [samples[f"ukp_worker_{name}_up",] for name in ("database", "queue")] == [1, 1]

    asyncio.run(scenario())


def test_a_worker_without_its_queue_lives_and_is_not_ready(tmp_path: Path) -> None:
    async def scenario() -> None:
        queue = MemoryQueue()
        async with worker(tmp_path, queue) as (client, process):
            await until(lambda: process.health.started)
            queue.away = True
            assert (await client.get("/health/live")).status_code == 200
            assert (await client.get("/health/ready")).status_code == 503
            assert "ukp_worker_queue_up 0.0" in (await client.get("/metrics")).text

    asyncio.run(scenario())
