"""A real worker process: it lives without its queue, and hands back in time what it had in hand."""

import asyncio
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx

from selftests.app.test_server import process, records_until, status
from selftests.app.valkey import valkey_server
from tests.app.mirror import LOOPBACK, Mirror, answer, mirror
from tests.app.running import EDITOR, running
from tests.app.test_imports import NOBODY


def test_a_worker_without_its_queue_lives_is_not_ready_and_exits_with_0(tmp_path: Path) -> None:
    with process(tmp_path, "worker", UKP_CACHE_URL=NOBODY, UKP_SHUTDOWN_SECONDS="3") as worker:
        *_, listening = records_until(worker, "listening")
        asked = [status(listening["port"], path) for path in ("/health/live", "/metrics", "/health/ready")]
        assert asked == [200, 200, 503]
        assert ended_within(worker, 8.0) == 0


def ended_within(worker: subprocess.Popen[str], seconds: float) -> int:
    """Stop a worker and return its exit status. Raises TimeoutExpired."""
    worker.send_signal(signal.SIGTERM)
    return worker.wait(seconds)


def test_a_job_that_one_worker_hands_back_another_finishes(tmp_path: Path) -> None:
    """The first worker is stopped while the mirror keeps it waiting; the second gets an answer."""

    async def scenario(queue: str) -> None:
        async with mirror({"/tea": None}) as served, running(tmp_path, **settings(served, queue)) as client:
            environ = {f"UKP_{name.upper()}": value for name, value in settings(served, queue).items()}
            taken = await client.post(
                "/imports", headers=EDITOR, json={"url": served.url("/tea", "127.0.0.1")}
            )
            with process(tmp_path, "worker", UKP_SHUTDOWN_SECONDS="2", **environ) as worker:
                await asyncio.wait_for(served.asked.wait(), 20)
                assert await asyncio.to_thread(ended_within, worker, 8.0) == 0
            path = taken.headers["location"]
            handed_back = (await client.get(path, headers=EDITOR)).json()
            assert (handed_back["state"], handed_back["attempts"]) == ("queued", 0)
            served.answers["/tea"] = answer(b"hot water")
            with process(tmp_path, "worker", **environ):
                done = await ended(client, path)
            assert (done["state"], done["attempts"], done["article"]) == ("done", 1, "/articles/1")

    with valkey_server() as url:
        asyncio.run(scenario(url))


def settings(served: Mirror, queue: str) -> dict[str, str]:
    """What replicas and workers share."""
    return {
        "cache_url": queue,
        "import_allowed_networks": LOOPBACK,
        "import_allowed_ports": str(served.port),
    }


async def ended(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    """Ask until an import has ended."""
    deadline = time.monotonic() + 20
    while True:
        told: dict[str, Any] = (await client.get(path, headers=EDITOR)).json()
        if told["state"] not in {"queued", "running"}:
            return told
        assert time.monotonic() < deadline, told
        await asyncio.sleep(0.05)
