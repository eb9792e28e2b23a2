"""The service in this process: settings that are good, and a client of its ASGI application."""

import functools
import io
import json
import logging
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import structlog
from fastapi import FastAPI

from app.api import create_app
from app.config.logging import configure_logging
from app.config.settings import Settings
from app.migrations.run import migrate

EDITOR = {"Authorization": "Bearer editor-k3y-5f1e9c2b7a4d8e60"}
SECOND = {"Authorization": "Bearer second-k3y-2b7a4d8e605f1e9c"}
ADMIN = {"Authorization": "Bearer admin-k3y-4d8e605f1e9c2b7a"}
READER = {"Authorization": "Bearer reader-k3y-9c2b7a4d8e605f1e"}
KEYS: list[dict[str, Any]] = [
    {
        "name": "editor",
        "key": "editor-k3y-5f1e9c2b7a4d8e60",
        "scopes": ["articles:read", "articles:write"],
    },
    {
        "name": "second",
        "key": "second-k3y-2b7a4d8e605f1e9c",
        "scopes": ["articles:read", "articles:write"],
    },
    {
        "name": "admin",
        "key": "admin-k3y-4d8e605f1e9c2b7a",
        "scopes": ["articles:read", "articles:write", "articles:admin"],
    },
    {"name": "reader", "key": "reader-k3y-9c2b7a4d8e605f1e", "scopes": ["articles:read"]},
]

SIGNING_KEYS = [
    {"kid": "new", "key": "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"},
    {"kid": "old", "key": "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"},
]


@functools.cache
def migrated() -> bytes:
    """A database at the newest revision, made once."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ukp.db"
        migrate(f"sqlite+aiosqlite:///{file}")
        return file.read_bytes()


def good_settings(folder: Path, **changes: Any) -> Settings:
    """Settings with a migrated database of their own in `folder`."""
    file = folder / "ukp.db"
    if not file.exists():
        file.write_bytes(migrated())
    good: dict[str, Any] = {
        "environment": "testing",
        "database_url": f"sqlite+aiosqlite:///{file}",
        "api_keys": KEYS,
        "signing_keys": SIGNING_KEYS,
        "database_pool_size": 2,
        "allowed_hosts": ["ukp"],
    }
    return Settings(**(good | changes))


@asynccontextmanager
async def client_of(app: FastAPI, log: io.StringIO | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Open the application, and a client that sees failures as a remote one would. It logs to `log`."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    with preserved_logging():
        configure_logging("info", stream=log or io.StringIO())
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://ukp") as client,
        ):
            yield client


def records(stream: io.StringIO) -> list[dict[str, Any]]:
    """The records of a log: each line is one, or this fails."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@asynccontextmanager
async def running(folder: Path, **changes: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Open the service with good settings."""
    async with client_of(create_app(good_settings(folder, **changes))) as client:
        yield client


@contextmanager
def preserved_logging() -> Iterator[None]:
    """Give the process its own logging back afterwards."""
    root = logging.getLogger()
    handlers, level, hook, configuration = (
        root.handlers[:],
        root.level,
        sys.excepthook,
        structlog.get_config(),
    )
    try:
        yield
    finally:
        root.handlers[:], sys.excepthook = handlers, hook
        root.setLevel(level)
        logging.captureWarnings(capture=False)
        structlog.configure(**configuration)
