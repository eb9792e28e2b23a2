"""One container of an image for the length of a block."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def contained(image: str, port: int, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield host and port, an ephemeral one of the loopback address."""
    settings = [f"--env={name}={value}" for name, value in environment.items()]
    with started(image, f"--publish=127.0.0.1::{port}", *settings) as container:
        yield docker("port", container, f"{port}/tcp").splitlines()[0]


@contextmanager
def started(image: str, *options: str, command: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the id of a container, which is removed by it, whatever happens."""
    container = docker("run", "--detach", "--rm", *options, image, *command)
    try:
        yield container
    finally:
        docker("rm", "--force", "--volumes", container)


def docker(*words: str) -> str:
    """Run a docker command within a minute and return what it prints."""
    done = subprocess.run(["docker", *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
