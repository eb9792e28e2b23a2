"""Roll a release out on compose: start first, join when healthy, then stop the old one by one.

Docker's name service answers with every running container of an alias, healthy or not. A candidate
therefore starts outside the network on which the proxy looks for replicas, and joins it only when its own
health check passes.
"""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gonogo.contract.deployment import Compose
from gonogo.contract.rollback import Candidate
from gonogo.contract.rollback import Rollout as Promise
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.extra import own
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.targets.base import RollOut, Start, TargetError
from gonogo.targets.project import Project, health, published_url, service_of
from gonogo.targets.telling import last_lines
from gonogo.targets.template import without_interpolation

_SUFFIX = "-candidate"
_CANDIDATES = "gonogo-candidates"
_JOIN_SECONDS = 3.0  # the proxy's own view: name resolution and one health check
_ENGINE_SECONDS = 30  # how long the engine may take to tell the status of what has ended


class _End(NamedTuple):
    """How a container ended; a status of 137 is a kill."""

    name: str
    status: int
    seconds: float


class _Ended(Exception):  # noqa: N818 - an event, not a mistake of ours
    """A candidate's process ended."""


@dataclass(frozen=True)
class Rollout:
    """Roll-outs within one project."""

    project: Project
    compose: Compose
    directory: Path
    headers: Callable[[str | None], dict[str, str]]

    def replicas(self) -> list[Any]:
        """Return the release's running containers, whichever roll-out made them."""
        service = self.compose.service
        found = [c for c in self.project.containers() if c.status == "running"]
        return [c for c in found if service_of(c).removesuffix(_SUFFIX).split(".")[0] == service]

    def run(self, image: str, bad: Candidate | None, promise: Promise, count: int | None = None) -> RollOut:
        """Replace every replica by the image, or refuse a candidate that does not become healthy.

        There are as many as before, or ``count``.
        """
        began, old = time.monotonic(), self.replicas()
        new = self.start(image, bad, count or len(old))
        try:
            self._wait_healthy(new, promise.deadline_seconds)
        except (WaitTimeout, _Ended) as late:
            return self._withdraw(new, f"refused: {late}", began, promise)
        if wrong := self._first_answers(new, promise):
            return self._withdraw(new, f"refused: {wrong}", began, promise)
        for container in new:
            self._join(container)
        pause(_JOIN_SECONDS, "the proxy finds the new replicas before the old ones go")
        ends = [self._end(container, promise) for container in old]
        return _rolled_out(True, "every candidate became healthy", began, ends)

    def start(self, image: str, bad: Candidate | None, count: int) -> list[Any]:
        """Start containers outside the traffic network, and return them as they come up."""
        service = f"{self.compose.service}.{int(time.monotonic() * 1000)}{_SUFFIX}"
        extra = self.directory / f"{service}.yml"
        made = {"services": {service: self._definition(image, bad, count)}, "networks": self._way_in()}
        extra.write_text(json.dumps(made))
        extra.chmod(0o600)
        self.project.compose("up", "--detach", "--no-deps", "--no-recreate", service, extra=extra)
        return self.project.containers(service)

    def stop(self, name: str, within_seconds: float) -> Start:
        """Stop one container with this grace, and remove it; a status of 137 is a kill."""
        container, began = self.project.engine.containers.get(name), time.monotonic()
        status, seconds = _stop(container, within_seconds), time.monotonic() - began
        self._keep_log(container)
        said = last_lines(container.logs(tail=50).decode(errors="replace"), 50)
        container.remove(v=True)
        return Start(status, seconds, said)

    def _keep_log(self, container: Any) -> None:
        """Keep what a container has said before it is removed."""
        (self.directory / f"{container.name}.log").write_bytes(container.logs(tail=2000))

    def _definition(self, image: str, bad: Candidate | None, count: int) -> dict[str, Any]:
        """Copy the rendered service, without the traffic network, on the image that is rolled out."""
        service: dict[str, Any] = copy.deepcopy(self.project.rendered["services"][self.compose.service])
        for key in ("build", "container_name", "depends_on", "scale"):
            service.pop(key, None)
        # a fixed host port or name is the old replica's until it goes
        ports = [{k: v for k, v in port.items() if k != "published"} for port in service.get("ports") or ()]
        service["ports"] = ports
        aliases = {"aliases": [self.compose.service]}
        others = [name for name in service["networks"] if name != self.compose.traffic_network]
        networks = dict.fromkeys(others, aliases) | self._way_in()
        service |= {"image": image, "pull_policy": "never", "networks": networks}
        service.setdefault("deploy", {})["replicas"] = count
        if bad:
            service["environment"] = service.get("environment", {}) | bad.environment
            service |= {"command": list(bad.command)} if bad.command else {}
        literal: dict[str, Any] = without_interpolation(service)
        return literal

    def _way_in(self) -> dict[str, Any]:
        """Return a network of the candidates' own where all that is left to them are internal ones.

        The engine publishes no port on an internal network, and a candidate is asked before it takes traffic.
        """
        networks = self.project.rendered.get("networks") or {}
        own = self.project.rendered["services"][self.compose.service]["networks"]
        others = [networks.get(name) or {} for name in own if name != self.compose.traffic_network]
        return {_CANDIDATES: {}} if all(one.get("internal") for one in others) else {}

    def _wait_healthy(self, containers: list[Any], seconds: float) -> None:
        def healthy() -> bool:
            for container in containers:
                container.reload()
            states = [health(container) for container in containers]
            ended = [c.name for c in containers if c.attrs["RestartCount"] or c.status in ("exited", "dead")]
            if ended:
                raise _Ended(f"{', '.join(ended)} ended instead of becoming healthy")
            return all(state == "healthy" for state in states)

        def states() -> str:
            return "; ".join(f"{c.name}: {health(c)}" for c in containers)

        Wait("the candidates are healthy", seconds, 0.25).until(healthy, states)

    def _first_answers(self, containers: list[Any], promise: Promise) -> str:
        """Ask each candidate the promised request before any user does; return what is wrong, or nothing."""
        request = promise.request
        for container in containers:
            url = own(published_url(container, self.compose.port))
            answer = probe(
                below(url, request.path),
                method=request.method,
                headers=self.headers(request.credential),
                deadline_seconds=promise.answers_within_seconds,
            )
            if answer.status != request.status or answer.error:
                said = answer.error or f"status {answer.status}"
                return f"{container.name} answered {request.path} with {said}, and not {request.status}"
        return ""

    def _join(self, container: Any) -> None:
        network = self.project.rendered["networks"][str(self.compose.traffic_network)]["name"]
        self.project.engine.networks.get(network).connect(container, aliases=[self.compose.service])

    def _withdraw(self, new: list[Any], reason: str, began: float, promise: Promise) -> RollOut:
        """Stop all candidates at once: no user is with them."""
        with ThreadPoolExecutor(max(1, len(new))) as pool:
            ends = list(pool.map(lambda container: self._end(container, promise), new))
        return _rolled_out(False, reason, began, ends)

    def _end(self, container: Any, promise: Promise) -> _End:
        """Stop with the promised grace, and remove."""
        began = time.monotonic()
        status = _stop(container, promise.stops_within_seconds)
        seconds = round(time.monotonic() - began, 3)
        self._keep_log(container)
        container.remove(v=True)
        return _End(container.name, status, seconds)


def _rolled_out(accepted: bool, reason: str, began: float, ends: list[_End]) -> RollOut:
    if not ends:
        raise TargetError("a roll-out ended no container: there was none to replace")
    statuses, seconds = {e.name: e.status for e in ends}, {e.name: e.seconds for e in ends}
    return RollOut(accepted, reason, time.monotonic() - began, statuses, seconds)


def _stop(container: Any, grace_seconds: float) -> int:
    """Stop it and return its exit status; the engine counts whole seconds, and none is a kill at once."""
    container.stop(timeout=math.ceil(grace_seconds))
    return int(container.wait(timeout=_ENGINE_SECONDS)["StatusCode"])
