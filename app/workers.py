"""Several workers in one container: uvicorn's supervisor, our own drain, and metrics that add up.

Each worker counts into files of a directory that belongs to this start alone, so that whichever worker is
scraped answers for all of them, and the counts of one that died are kept: prometheus_client's multi-process
mode.
"""

import os
import socket
import sys
import tempfile

import structlog
import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from app.config.monitoring import INSTANCE, INSTANCE_VARIABLE
from app.config.settings import Settings
from app.server import DrainingServer, Lifecycle, configuration

DIRECTORY_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus_client looks when it is imported: it has to be set before."""

_ANSWERS_SECONDS = 30
"""How long a worker may be silent: on a busy machine its imports alone take longer than uvicorn's 5 s."""

_lifecycle = Lifecycle()
_log = structlog.get_logger(__name__)


def application() -> object:
    """Make a worker's application; uvicorn calls this in each of them."""
    from app.api import create_app  # noqa: PLC0415 - counts into the directory that is set by now
    from app.server import informed  # noqa: PLC0415 - as above

    return informed(create_app(_configured()), _lifecycle)


def _configured() -> Settings:
    from app.config.logging import configure_logging  # noqa: PLC0415 - only workers need it
    from app.config.refusal import load_settings  # noqa: PLC0415 - as above

    settings = load_settings()
    configure_logging(settings.log_level, settings.secrets(), sys.stdout)
    return settings


class Worker(Process):
    """A process with a server that drains."""

    @property
    def server(self) -> uvicorn.Server:
        """The server, made in the worker itself."""
        if self._server is None:
            self._server = DrainingServer(self.config, _lifecycle, _configured().drain_seconds)
        return self._server


class Workers(Multiprocess):
    """Keeps the workers alive, and the gauges of dead ones out of the sums."""

    failed = False

    def init_processes(self) -> None:
        """Start all of them."""
        self.processes = [self._started() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        """Replace each worker that died or no longer answers; end where one cannot even start."""
        for place, process in enumerate(self.processes):
            if self.should_exit.is_set() or process.is_alive(self.config.timeout_worker_healthcheck):
                continue
            process.kill()
            process.join()
            _forget(process.pid)
            if process.exitcode == STARTUP_FAILURE:
                self.failed = True
                self.should_exit.set()
                return
            _log.warning("worker_died", pid=process.pid, status=process.exitcode)
            self.processes[place] = self._started()

    def _started(self) -> Process:
        process = Worker(self.config, self.sockets)
        process.start()
        return process


def _forget(pid: int | None) -> None:
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - reads its directory

    if pid is not None:
        mark_process_dead(pid)  # type: ignore[no-untyped-call]


def serve(settings: Settings) -> None:
    """Serve until a signal, then let each worker drain. Exits with uvicorn's status when one cannot start."""
    config = configuration(
        "app.workers:application",
        settings,
        factory=True,
        workers=settings.web_concurrency,
        timeout_worker_healthcheck=_ANSWERS_SECONDS,
    )
    os.environ[INSTANCE_VARIABLE] = INSTANCE
    with tempfile.TemporaryDirectory(prefix="ukp-metrics-") as directory, _listening(settings) as listener:
        os.environ[DIRECTORY_VARIABLE] = directory
        workers = Workers(config, [listener])
        workers.run()
    if workers.failed:
        raise SystemExit(STARTUP_FAILURE)
    _log.info("stopped")


def _listening(settings: Settings) -> socket.socket:
    """Bind once; all workers accept from the same listener."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((settings.host, settings.port))
    listener.set_inheritable(True)
    return listener
