"""One JSON object a line on standard output, from every logger of the process."""

import logging
import logging.config
import sys
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

from app import SERVICE
from app.config.monitoring import INSTANCE
from app.config.security import Redactor

_CHATTY = ("aiosqlite", "alembic.runtime.plugins", "asyncio", "psycopg", "sqlalchemy")


def configure_logging(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send the records of structlog and of the standard library through one JSON renderer without secrets."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _identify,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_formatter(shared, Redactor(secrets)))
    _install(handler, level)


def _formatter(shared: list[structlog.typing.Processor], redactor: Redactor) -> logging.Formatter:
    def redact(_logger: object, _name: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {name: redactor.field(name, value) for name, value in record.items()}

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(),
        ],
    )


def _install(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _CHATTY:  # their lower records hold statements with parameters, or mean nothing here
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught


def _identify(
    _logger: object,
    _name: str,
    record: MutableMapping[str, Any],
) -> MutableMapping[str, Any]:
    record.setdefault("service", SERVICE)
    record.setdefault("instance", INSTANCE)
    return record


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    structlog.get_logger("app").critical("uncaught_exception", exc_info=(kind, error, trace))
