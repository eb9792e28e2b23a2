"""A live release for the length of a block: processes and embedded database of this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gonogo.instruments.ports import free_port
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def released(settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start the reference service with settings changed; yields its URL."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = os.environ | _settings(Path(folder), port) | dict(settings or {})
        log = (Path(folder) / "log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "app"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{port}"
            Wait("the release is ready", 60, 0.05).until(lambda: probe(f"{url}/health/ready").status == 200)
            yield url
        finally:
            process.terminate()
            process.wait(30)
            log.close()


def _settings(folder: Path, port: int) -> dict[str, str]:
    key = {"name": "bench", "key": os.urandom(16).hex(), "scopes": ["articles:read"]}
    return {
        "UKP_ENVIRONMENT": "testing",
        "UKP_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/ukp.db",
        "UKP_MIGRATE_ON_START": "true",
        "UKP_PORT": str(port),
        "UKP_REVISION": "4f2a91c",
        "UKP_DRAIN_SECONDS": "0.1",
        "UKP_API_KEYS": json.dumps([key]),
        "UKP_SIGNING_KEYS": json.dumps([{"kid": "bench", "key": os.urandom(32).hex()}]),
    }
