"""One container of an image for the length of a block, on an ephemeral port of the loopback address."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def contained(image: str, port: int, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield host and port; the container is removed by its id, whatever happens."""
    settings = [f"--env={name}={value}" for name, value in environment.items()]
    container = docker("run", "--detach", "--rm", f"--publish=127.0.0.1::{port}", *settings, image)
    try:
        yield docker("port", container, f"{port}/tcp").splitlines()[0]
    finally:
        docker("rm", "--force", "--volumes", container)


def docker(*words: str) -> str:
    """Run a docker command within a minute and return what it prints."""
    done = subprocess.run(["docker", *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
