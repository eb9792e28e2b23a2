"""The life cycle of a server: the first signal drains, the second stops, the third forces."""

import asyncio
import signal

import uvicorn

from app.server import DrainingServer, Lifecycle


def test_signals_drain_then_stop_then_force() -> None:
    lifecycle = Lifecycle()
    server = DrainingServer(uvicorn.Config("app:none"), lifecycle, drain_seconds=300)
    server.started = True

    def after_signal() -> tuple[bool, bool, bool]:
        server.handle_exit(signal.SIGTERM, None)
        return lifecycle.draining, asyncio.run(server.on_tick(1)), server.force_exit

    assert [after_signal() for _ in range(3)] == [
        (True, False, False),
        (True, True, False),
        (True, True, True),
    ]


def test_a_signal_before_the_start_stops_at_once() -> None:
    server = DrainingServer(uvicorn.Config("app:none"), Lifecycle(), drain_seconds=300)
    server.handle_exit(signal.SIGTERM, None)
    assert server.should_exit


def test_the_drain_ends_by_itself() -> None:
    server = DrainingServer(uvicorn.Config("app:none"), Lifecycle(draining=True), drain_seconds=0.0)
    assert asyncio.run(server.on_tick(1))
