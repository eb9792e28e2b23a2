"""Real workers of one container: one instance, sums that add up, and a graceful end."""

import os
import re
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from gonogo.instruments.waits import Wait
from selftests.app.test_server import process, records_until, status
from tests.app.running import READER

WORKERS, SENT = 3, 240
LISTED = re.compile(
    r'^ukp_http_requests_total\{method="GET",route="/articles",status="200"\} (\S+)$', re.MULTILINE
)


@pytest.fixture
def several(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Port and parent of a service with workers, once each of them listens."""
    with process(tmp_path, WEB_CONCURRENCY=str(WORKERS), UKP_RATE_LIMIT="100000/minute") as service:
        ports = [list(records_until(service, "listening"))[-1]["port"] for _ in range(WORKERS)]
        assert len(set(ports)) == 1
        assert service.stdout is not None
        threading.Thread(
            target=service.stdout.read, daemon=True
        ).start()  # a full pipe would stop the service
        yield ports[0], service.pid
        service.send_signal(signal.SIGTERM)
        assert service.wait(15) == 0


def test_each_scrape_answers_for_all_workers(several: tuple[int, int]) -> None:
    port, _ = several
    with ThreadPoolExecutor(8) as users:
        statuses = list(users.map(lambda _: read(port, "/articles")[0], range(SENT)))
    assert statuses == [200] * SENT
    await_counts(port, SENT)
    scrapes = [read(port, "/metrics")[1] for _ in range(12)]
    assert [counted(scrape) for scrape in scrapes] == [SENT] * len(scrapes)
    assert not any("pid=" in scrape for scrape in scrapes)
    starts = {
        line for scrape in scrapes for line in scrape.splitlines() if line.startswith("process_start_time")
    }
    assert len(starts) == 1
    assert len({read(port, "/version")[1] for _ in range(12)}) == 1


def test_the_counts_of_a_worker_that_died_are_kept_and_it_is_replaced(several: tuple[int, int]) -> None:
    port, parent = several
    for _ in range(SENT // 4):
        read(port, "/articles")
    await_counts(port, SENT // 4)  # who is killed in between counts it no more
    victim = workers_of(parent)[0]
    os.kill(victim, signal.SIGKILL)
    Wait("it is replaced", 15.0, 0.1).until(lambda: is_replaced(victim, parent))
    Wait("a new one answers", 15.0, 0.1).until(
        lambda: [status(port, "/health/ready") for _ in range(6)] == [200] * 6
    )
    scrape = read(port, "/metrics")[1]
    assert counted(scrape) == SENT // 4
    assert re.search(r"^ukp_http_requests_in_flight 1.0$", scrape, re.MULTILINE)


def await_counts(port: int, many: int) -> None:
    """An answer is out before it is counted."""
    Wait("all are counted", 5.0, 0.05).until(lambda: counted(read(port, "/metrics")[1]) == many)


def is_replaced(victim: int, parent: int) -> bool:
    now = workers_of(parent)
    return victim not in now and len(now) == WORKERS


def workers_of(parent: int) -> list[int]:
    """The parent's children that serve; Python's resource tracker is none of them."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in command_of(child)]


def command_of(pid: str) -> bytes:
    """The words of a process; none where it ended since it was listed."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def counted(scrape: str) -> float:
    found = LISTED.search(scrape)
    assert found, scrape[:2000]
    return float(found[1])


def read(port: int, path: str) -> tuple[int, str]:
    """Ask over a connection of its own, so that any worker may answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=READER)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body
