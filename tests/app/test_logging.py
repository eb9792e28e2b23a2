"""Every record is one JSON object on a line, whoever wrote it, and holds no secret."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from app.config.logging import configure_logging
from tests.app.running import preserved_logging, records

SECRET = "Zp4-7Qx9-the-secret"


@pytest.fixture
def quiet_logging() -> Iterator[None]:
    """The process gets its own logging back."""
    with preserved_logging():
        yield


@pytest.fixture
def stream(quiet_logging: None) -> io.StringIO:
    """Where the records go."""
    stream = io.StringIO()
    configure_logging("info", [SECRET], stream)
    return stream


def test_records_of_both_kinds_are_json_with_context(stream: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(request_id="r-1")
    structlog.get_logger("app.x").info("ours", amount=3)
    logging.getLogger("uvicorn.error").warning("theirs %s", 'with\n{"level":"info"}')
    structlog.contextvars.clear_contextvars()
    ours, theirs = records(stream)
    assert (ours["event"], ours["amount"], ours["level"], ours["service"]) == ("ours", 3, "info", "ukp")
    assert theirs["event"] == 'theirs with\n{"level":"info"}'
    assert [ours["request_id"], theirs["request_id"]] == ["r-1", "r-1"]


def test_tracebacks_are_one_line_each(stream: io.StringIO) -> None:
    structlog.get_logger("app").error("failed", exc_info=ValueError(f"failed with {SECRET}"))
    sys.excepthook(KeyError, KeyError("gone"), None)
    failed, uncaught = records(stream)
    assert "ValueError: failed with [redacted]" in failed["exception"]
    assert "KeyError" in uncaught["exception"]


@pytest.mark.parametrize(
    "value",
    [f"https://host/?x={SECRET}", "postgresql://ukp:hunter2@db/ukp", "Authorization: Bearer hunter2.abc"],
)
def test_secrets_are_redacted_by_value_and_by_shape(stream: io.StringIO, value: str) -> None:
    structlog.get_logger("app").info("seen", detail={"deep": [value]})
    logging.getLogger("other").warning("seen %s", value)
    ours, theirs = records(stream)
    assert "[redacted]" in ours["detail"]["deep"][0]
    assert "[redacted]" in theirs["event"]
    assert SECRET not in stream.getvalue()
    assert "hunter2" not in stream.getvalue()


@pytest.mark.parametrize("name", ["Authorization", "api_key", "valkey_password", "Set-Cookie"])
def test_secrets_are_redacted_by_name(stream: io.StringIO, name: str) -> None:
    structlog.get_logger("app").info("seen", headers={name: "hunter2"})
    assert records(stream)[0]["headers"] == {name: "[redacted]"}
