"""The service's commands: serve, worker, migrate, revert, check, routes."""

import argparse
import json
import sys

import structlog

from app.config.logging import configure_logging
from app.config.refusal import ConfigurationRefusedError, load_settings
from app.config.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until a signal."""
    if settings.web_concurrency > 1:
        from app.workers import serve as serve_with_workers  # noqa: PLC0415 - each command loads its own

        serve_with_workers(settings)
        return
    from app.api import create_app  # noqa: PLC0415 - a refused configuration does not wait for imports
    from app.server import serve as serve_app  # noqa: PLC0415 - each command loads its own

    serve_app(create_app(settings), settings)


def worker(settings: Settings) -> None:
    """Import until a signal. Exits with 2 without a queue."""
    from app.imports.process import WorkerProcess, queue_at, worker_app  # noqa: PLC0415 - each command loads its own
    from app.server import serve as serve_app  # noqa: PLC0415 - each command loads its own

    if settings.cache_url is None:
        _refuse("UKP_CACHE_URL", "is required by the worker, whose queue is there")
        raise SystemExit(2)
    own = settings.model_copy(update={"port": settings.worker_port, "drain_seconds": 0.0})
    process = WorkerProcess(own, queue_at(settings.cache_url, own))
    serve_app(worker_app(process), own)


def migrate(settings: Settings) -> None:
    """Bring the schema to this release's newest revision."""
    _migrate(settings, "head")


def revert(settings: Settings) -> None:
    """Take the newest revision of the schema back."""
    _migrate(settings, "-1")


def _migrate(settings: Settings, revision: str) -> None:
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - each command loads its own

    from app.migrations.run import migrate as migrate_schema  # noqa: PLC0415 - each command loads its own

    try:
        migrate_schema(settings.database_url.get_secret_value(), revision)
    except DBAPIError as failed:
        structlog.get_logger("app").error("migration_failed", error=f"{type(failed).__name__}: {failed.orig}")
        raise SystemExit(1) from None


def check(_settings: Settings) -> None:
    """Say that the settings are valid."""
    print("configuration ok")


def routes(settings: Settings) -> None:
    """Print the route table as JSON."""
    from app.api import create_app  # noqa: PLC0415 - each command loads its own
    from app.api.table import route_table  # noqa: PLC0415 - each command loads its own

    alone = settings.model_copy(update={"web_concurrency": 1})  # it serves nobody: there is nothing to add up
    table = route_table(create_app(alone))
    names = ("method", "path", "authentication")
    print(json.dumps([{name: getattr(route, name) for name in names} for route in table], indent=2))


COMMANDS = {command.__name__: command for command in (serve, worker, migrate, revert, check, routes)}
LOGGING = frozenset({"serve", "worker", "migrate", "revert"})
"""Commands whose standard output is their log; that of the others is their answer."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Returns 2 when the configuration is refused, with one line for each bad variable."""
    parser = argparse.ArgumentParser(prog="python -m app", description=__doc__)
    parser.add_argument("command", nargs="?", choices=COMMANDS, default="serve")
    command = parser.parse_args(arguments).command
    try:
        settings = load_settings()
    except ConfigurationRefusedError as refused:
        configure_logging("info", stream=sys.stderr)
        for problem in refused.problems:
            _refuse(problem.variable, problem.sentence)
        return 2
    stream = sys.stdout if command in LOGGING else sys.stderr
    configure_logging(settings.log_level, settings.secrets(), stream)
    COMMANDS[command](settings)
    return 0


def _refuse(variable: str, sentence: str) -> None:
    structlog.get_logger("app").error("configuration_refused", variable=variable, problem=sentence)


if __name__ == "__main__":
    sys.exit(main())
