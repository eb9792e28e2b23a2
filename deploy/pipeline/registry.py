"""A registry of our own, on a loopback port, for as long as a trial lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from deploy.setup import base, docker
from deploy.setup.commands import ask
from deploy.setup.steps import SetupError
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait, WaitTimeout

_IMAGE = "gonogo/registry:dev"
_STARTS_SECONDS = 20.0


@contextmanager
def registry() -> Iterator[str]:
    """Yield `127.0.0.1:port`. Raises SetupError where it does not come up."""
    docker.build(
        docker.Build(
            "registry",
            (_IMAGE,),
            "deploy",
            "deploy/images/registry/Dockerfile",
            (f"BASE={base.reference()}",),
        )
    )
    started = ask("docker", "run", "--detach", "--publish=127.0.0.1::5000", _IMAGE)
    if started.status != 0:
        raise SetupError(f"the registry did not start: {started.err}")
    container = started.out
    try:
        address = ask("docker", "port", container, "5000/tcp").out.splitlines()[0]
        try:
            Wait("the registry answers", _STARTS_SECONDS, 0.1).until(
                lambda: probe(f"http://{address}/v2/", deadline_seconds=2.0).status == 200
            )
        except WaitTimeout as silent:
            raise SetupError(str(silent)) from None
        yield address
    finally:
        ask("docker", "rm", "--force", "--volumes", container, deadline_seconds=60.0)
