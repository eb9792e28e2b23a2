"""One more container of a service of the stack, as it is, on the same networks and under no name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docker.errors import APIError

from gonogo.targets.base import Change, TargetError
from gonogo.targets.template import ContainerTrial, copied

_NO_PORT = 0


_VOLUMES = ("Binds", "Mounts", "VolumesFrom")


def beside(
    container: Any, engine: Any, change: Change, run: str, command: Sequence[str] = (), *, bare: bool = False
) -> ContainerTrial:
    """Start a copy with its variables changed, on the image and the networks of the original.

    It is no part of the project: no restart, no published port, no alias by which others would find it.
    A bare one has none of its volumes, and runs the command without its entrypoint.
    """
    networks = container.attrs["NetworkSettings"]["Networks"] or ()
    config = _config(container, change, run) | ({"Cmd": list(command)} if command else {})
    host = container.attrs["HostConfig"] | {"PortBindings": {}, "RestartPolicy": {}, "AutoRemove": False}
    if bare:
        config |= {"Entrypoint": [*command[:1]], "Cmd": [*command[1:]]}
        host = {key: value for key, value in host.items() if key not in _VOLUMES}
    made = engine.containers.get(engine.api.create_container_from_config(config | {"HostConfig": host})["Id"])
    try:
        for network in networks:
            if network != host.get("NetworkMode"):
                engine.networks.get(network).connect(made)
        made.start()
    except APIError as refused:
        made.remove(force=True, v=True)
        raise TargetError(f"{container.name} could not be started once more: {refused.explanation}") from None
    return ContainerTrial(made, _NO_PORT)


def _config(container: Any, change: Change, run: str) -> dict[str, Any]:
    stated = container.attrs["Config"]
    variables = dict(entry.split("=", 1) for entry in stated.get("Env") or () if "=" in entry)
    config = copied(stated, change(variables), run)
    own = {k: v for k, v in config.items() if (k, v) != ("Hostname", container.id[:12])}
    return own | {"ExposedPorts": {}, "Healthcheck": {"Test": ["NONE"]}}
