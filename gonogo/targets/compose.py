"""The release as a compose stack, started through testcontainers behind our own waits and deadline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from gonogo.contract.deployment import Compose as ComposeDeployment
from gonogo.contract.deployment import Deployment
from gonogo.core.observation import Can
from gonogo.instruments.once import once
from gonogo.instruments.probe.extra import own
from gonogo.instruments.processes import Process
from gonogo.instruments.urls import below
from gonogo.place import real
from gonogo.targets import engine, project
from gonogo.targets.base import Change, Replica, RollOut, Running, Start, Target, TargetError, Trial
from gonogo.targets.beside import beside
from gonogo.targets.checking import check_files
from gonogo.targets.container_processes import inside
from gonogo.targets.crews import crew_of
from gonogo.targets.descriptions import described, machine_of
from gonogo.targets.freezing import freeze, thaw
from gonogo.targets.image_content import content_of
from gonogo.targets.images import Images
from gonogo.targets.inside import running_in
from gonogo.targets.logs import of_containers
from gonogo.targets.preflight import closure
from gonogo.targets.project import Project, describe, execute, exit_status, process_of, published_url
from gonogo.targets.rollout import Rollout
from gonogo.targets.severing import severed
from gonogo.targets.signing_in import forget
from gonogo.targets.starting import Startup, serves
from gonogo.targets.states import ContainerState, CrewState, ImageContent, ProcessLog, ProcessState
from gonogo.targets.template import ContainerTrial, Template


class Compose(Target):
    """Everything that a stack on an engine can do."""

    kind: ClassVar[str] = "compose"
    starts_twice: ClassVar[bool] = True

    def can(self) -> frozenset[Can]:
        """Return every power that the contract describes."""
        found = {Can.ANSWER, Can.ENTER_THE_FRONT, Can.REACH_REPLICAS, Can.START_ONCE}
        found |= {Can.TAKE_WRITES, Can.TAKE_LOAD, Can.INSPECT_CONTAINERS, Can.REACH_SERVICES}
        found |= {Can.READ_EXPOSITION, Can.READ_PROCESSES, Can.READ_LOGS, Can.READ_IMAGE}
        found |= self._files() | self._compared() | self._ends()
        if self.context.contract.dependencies:
            found |= {Can.STOP_DEPENDENCY, Can.PAUSE_DEPENDENCY, Can.EXECUTE_IN_DEPENDENCY}
            found.add(Can.CUT_OFF_REPLICA)
        found |= {Can.RUN_COMMAND} if self._deployment.commands else set()
        found |= {Can.ROLL_OUT, Can.START_REPLICA} if self._compose.traffic_network else set()
        return frozenset(found)

    def check(self) -> None:
        """Compare the contract with the rendered files; what compose refuses is for the start to say."""
        check_files(self._project, self.context, self._compose)

    def start(self) -> Running:
        """Bring the stack up and wait until each container is healthy, or has done its one job."""
        compose = self._compose
        _ = self._project.engine
        if silent := self.trouble():
            raise TargetError(silent)
        self._provide_images()
        must_run = (compose.service, compose.entry_service)
        startup = Startup(self._project, compose.only, must_run, self._deployment.start_seconds)
        startup.up()
        entry = self._entry(startup)
        if not serves(below(entry, self._deployment.ready)):
            startup.still_runs()
        return Running(entry, self.replicas, {"project": self._project.name})

    def stop(self) -> None:
        """Leave removal to the run's sweep: it does it by id, after every kind of end alike."""

    @property
    def replicas(self) -> tuple[Replica, ...]:
        """The release's containers that run now, those of a roll-out among them."""
        return tuple(self._replica(self._short(c), c) for c in self._rollout.replicas())

    def trouble(self) -> str:
        """Ask the engine, once in a run: one that went silent says nothing of the release."""
        if not engine.is_known_silent(self.context.shared) and engine.is_silent():
            engine.remember_silence(self.context.shared)
        return self.known_trouble()

    def known_trouble(self) -> str:
        """Return whether a process of the run has found the engine silent."""
        return engine.SILENT if engine.is_known_silent(self.context.shared) else ""

    def collect_evidence(self, directory: Path) -> None:
        """Write logs, state and configuration of every container; of one that was replaced, its log."""
        if silent := self.known_trouble():
            raise TargetError(silent)
        self.context.copy_logs(directory)
        describe(self._project.containers(), directory)

    def begin_trial(self, changes: Mapping[str, str | None]) -> Trial:
        """Start one more container of the release's service, without a network, with variables changed."""
        container = self._template.start(self._resolved(changes), self.context.run)
        return ContainerTrial(container, self._compose.port)

    def start_beside(
        self, service: str, change: Change, command: Sequence[str] = (), *, bare: bool = False
    ) -> Trial:
        """Copy the service's first container, be it one that has ended."""
        return beside(self._one(service), self._project.engine, change, self.context.run, command, bare=bare)

    def start_image(self, image: str) -> Replica:
        """Start a container outside the network on which the proxy looks for replicas."""
        container = self._rollout.start(image, None, 1)[0]
        return self._replica(container.name, container)

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        """Stop the container as the engine does."""
        return self._rollout.stop(replica.name, within_seconds)

    def run_command(self, name: str) -> str:
        """Run a command of the release in a container of its own."""
        words = [word.replace("{python}", "python") for word in self._deployment.commands[name]]
        container = self._template.start({}, self.context.run, words)
        try:
            status = exit_status(container, 30.0)
            if status != 0:
                said = container.logs(tail=5).decode(errors="replace").strip()
                raise TargetError(f"the command {name} ended with {status}: {said}")
            return str(container.logs(stdout=True, stderr=False).decode())
        finally:
            container.remove(force=True, v=True)

    def stop_dependency(self, name: str) -> None:
        """Stop its containers; compose's restart policy leaves them stopped.

        Each has its own grace: one that is killed recovers for a while when it comes back, and the release
        would be blamed for it.
        """
        for container in self._dependency(name):
            container.stop()

    def start_dependency(self, name: str) -> None:
        """Start its containers again, with their data."""
        for container in self._dependency(name):
            container.start()
        forget(self.context.directory)

    def service_url(self, service: str, port: int) -> str:
        """Find the published port of the service's first container."""
        return published_url(self._one(service), port)

    def execute_in_service(self, service: str, command: Sequence[str]) -> tuple[int, str]:
        """Run it in the service's first container, which a roll-out may have replaced."""
        replicas = self._rollout.replicas() if service == self._compose.service else []
        return execute(replicas[0] if replicas else self._one(service), command)

    def container_states(self) -> list[ContainerState]:
        """Ask the engine, and process 1 of each container; one that is to be started again should run."""
        running = [c for c in self._project.containers() if c.status in ("running", "restarting")]
        told = zip(running, described(self._project.engine, running), strict=True)
        return [ContainerState(self._short(c), project.service_of(c), d, process_of(c)) for c, d in told]

    def processes(self) -> frozenset[Process]:
        """Ask the engine for what process 1 of each replica has started, and for that itself."""
        return frozenset(one for container in self._rollout.replicas() for one in running_in(container))

    def crews(self) -> list[CrewState]:
        """Ask the engine."""
        replicas = self._rollout.replicas()
        machine = machine_of(self._project.engine, replicas)
        return [crew_of(self._short(c), c, machine) for c in replicas]

    def process_states(self) -> list[ProcessState]:
        """Ask inside each replica's container."""
        return [one for c in self._rollout.replicas() for one in inside(self._short(c), c)]

    def image_content(self, read: Callable[[str], bool]) -> ImageContent:
        """Have the engine save the image of the first replica, and read that as it comes."""
        return content_of(self._project.engine.images.get(self.replicas[0].digest), read)

    def logs(self, ended: Sequence[Replica] = ()) -> list[ProcessLog]:
        """Ask the engine; what the log of one that ended was lies in the run's folder."""
        release, short = [c.name for c in self._rollout.replicas()], len(self._project.name) + 1
        kept = [ProcessLog(r.name, True, self.context.log_of(r.name)) for r in ended]
        return [*of_containers(self._project.containers(), release, short), *kept]

    def severed(self, replica: Replica, name: str) -> AbstractContextManager[None]:
        """Take its container off the networks that it shares with the dependency's."""
        own = next(c for c in self._rollout.replicas() if replica.name in (c.name, self._short(c)))
        entry, others = self._one(self._compose.entry_service), self._dependency(name)
        return severed(self._project.engine, own, others, entry)

    def pause_dependency(self, name: str) -> None:
        """Freeze its processes; the kernel still takes connections."""
        for container in self._dependency(name):
            freeze(container)

    def resume_dependency(self, name: str) -> None:
        """Let its processes go on."""
        for container in self._dependency(name):
            thaw(container)

    def execute_in_dependency(self, name: str, command: Sequence[str]) -> str:
        """Run a command in each of its containers."""
        said = ""
        for container in self._dependency(name):
            status, output = container.exec_run(list(command))
            said += output.decode(errors="replace")
            if status != 0:
                raise TargetError(f"{' '.join(command)[:80]} in {name} ended with {status}: {said[-500:]}")
        return said

    def roll_out(self, *, digest: str | None = None, candidate: str | None = None) -> RollOut:
        """Join a candidate to the traffic once it is healthy, then stop the old; or remove the candidate."""
        rollout = self.context.contract.rollout
        if rollout is None:
            raise TargetError("the contract has no rollout section")
        bad = rollout.candidates[candidate] if candidate else None
        return self._rollout.run(digest or self.replicas[0].digest, bad, rollout)

    @property
    def _deployment(self) -> Deployment:
        deployment = self.context.contract.deployment
        if deployment is None or deployment.compose is None:
            raise TargetError("the contract has no deployment.compose: name a URL or another target")
        return deployment

    @property
    def _compose(self) -> ComposeDeployment:
        compose = self._deployment.compose
        assert compose is not None
        return compose

    @cached_property
    def _project(self) -> Project:
        root = self.context.options.contract.parent
        environment = {k: self.context.secrets.resolve(v) for k, v in self._compose.environment.items()}
        files = tuple(real(root / file) for file in self._compose.files)
        name = "-".join(filter(None, ("gonogo", self.context.run, self.context.name)))
        return Project(name, files, environment)

    @cached_property
    def _rollout(self) -> Rollout:
        return Rollout(self._project, self._compose, self.context.directory, self.headers)

    @cached_property
    def _template(self) -> Template:
        """The release's service as a container by itself; each process of the run makes its own."""
        self._provide_images()
        service, context = self._compose.service, self.context
        name = f"gonogo-{context.run}-{context.name}once{os.getpid()}"
        return Template.of(self._project, service, self._images.name(service), name, context.directory)

    @cached_property
    def _images(self) -> Images:
        started = closure(self._project.rendered["services"], self._compose.only)
        options = self.context.options
        return Images(self._project, frozenset(started), (options.contract, options.out))

    def _provide_images(self) -> None:
        """See once in a run that the images are there, and not older than their source."""

        def provide() -> str:
            try:
                self._images.provide(build=self.context.options.build)
            except TargetError as wrong:
                return str(wrong)
            return ""

        if wrong := once(self.context.directory, "images", provide):
            raise TargetError(wrong)

    def _entry(self, startup: Startup) -> str:
        """Return the entry's URL; one that ended in between publishes nothing any more."""
        try:
            return own(published_url(self._one(self._compose.entry_service), self._compose.entry_port))
        except TargetError:
            startup.still_runs()
            raise

    def _replica(self, name: str, container: Any) -> Replica:
        return Replica(name, own(published_url(container, self._compose.port)), container.image.id)

    def _short(self, container: Any) -> str:
        return str(container.name).removeprefix(f"{self._project.name}-")

    def _one(self, service: str) -> Any:
        found = self._project.containers(service)
        if not found:
            raise TargetError(f"the stack has no container of {service}")
        return found[0]

    def _dependency(self, name: str) -> list[Any]:
        return self._project.containers(self.context.contract.dependencies[name].service)
