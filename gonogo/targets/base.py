"""What experiments may ask of a target, whichever kind it is."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from gonogo.core.observation import Can
from gonogo.core.secrets import MissingSecretError
from gonogo.instruments.errors import TargetError
from gonogo.instruments.probe.extra import own
from gonogo.instruments.probe.scraping import scrape_with
from gonogo.instruments.processes import Process
from gonogo.instruments.urls import publish
from gonogo.network import value_problem
from gonogo.place import real
from gonogo.targets.context import Context
from gonogo.targets.running import Replica, RollOut, Running
from gonogo.targets.signing_in import SigningIn
from gonogo.targets.states import ContainerState, CrewState, ImageContent, ProcessLog, ProcessState
from gonogo.targets.trial import Change, Start, Trial


class ReleaseDidNotStartError(Exception):
    """A release that we started and that did not come up; the text ends with its last log lines."""


class MissingCredentialError(TargetError, MissingSecretError):
    """A credential of which this run knows no secret."""


__all__ = [
    "Change", "ContainerState", "CrewState", "ImageContent", "MissingCredentialError", "ProcessLog",
    "ProcessState",
    "ReleaseDidNotStartError", "Replica", "RollOut", "Running", "Start", "Target", "TargetError", "Trial",
]  # fmt: skip


class Target(ABC):
    """A place where a release runs."""

    kind: ClassVar[str]
    started_here: ClassVar[bool] = True
    starts_twice: ClassVar[bool] = False
    """Whether a run may start it once more, so that two disruptions go on side by side."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._running: Running | None = None

    @abstractmethod
    def can(self) -> frozenset[Can]:
        """Return what it can do, known before it is started."""

    def check(self) -> None:
        """Say what is known to be wrong before anything starts; ValueError names it."""

    @abstractmethod
    def start(self) -> Running:
        """Bring the release up; ReleaseDidNotStartError or TargetError."""

    @abstractmethod
    def stop(self) -> None:
        """End all that this target started; calling it twice does no harm."""

    def collect_evidence(self, directory: Path) -> None:
        """Write logs and states of what runs into the folder."""

    def trouble(self) -> str:
        """Return what of ours, and not of the release, explains a failure just seen; else nothing."""
        return ""

    def known_trouble(self) -> str:
        """Return the trouble that a process of this run has found before, without looking."""
        return ""

    def gone(self) -> str:
        """Return which processes that were started here have ended by themselves, in words; else nothing."""
        return ""

    def attach(self, running: Running) -> None:
        """Use what another process of the run started."""
        self._running = running
        for url in (running.entry, *(replica.url for replica in running.replicas)):
            own(url)
        for replica in running.replicas:
            for number, url in replica.ports:
                publish(replica.url, number, url)
        metrics = self.context.contract.metrics
        scrape_with(lambda: self.headers(metrics.credential if metrics else None))

    @property
    def running(self) -> Running:
        """What is up; TargetError where nothing is."""
        if self._running is None:
            raise TargetError(f"the {self.kind} target has not been started")
        return self._running

    @property
    def entry(self) -> str:
        """Base URL for the public, without a slash at the end."""
        return self.running.entry

    @property
    def replicas(self) -> tuple[Replica, ...]:
        """The processes that can be reached one by one, as they are now."""
        return self.running.replicas

    @property
    def expose(self) -> tuple[str, ...]:
        """Base URLs that serve the exposition, by the contract's word."""
        metrics = self.context.contract.metrics
        if metrics and (metrics.is_one_url or (metrics.at_entry and not self.replicas)):
            return (self.entry,)
        return tuple(replica.url for replica in self.replicas)

    @property
    def source(self) -> Path:
        """The folder of the release's source."""
        deployment = self.context.contract.deployment
        if deployment is None or Can.READ_SOURCE not in self.can():
            raise self._cannot(Can.READ_SOURCE)
        return real(self.context.options.contract.parent / deployment.source)

    @property
    def advisories(self) -> Path | None:
        """The database of advisories, None where nobody names one; whether it is there is not looked at."""
        deployment = self.context.contract.deployment
        named = os.path.expandvars(deployment.advisories or "") if deployment else ""
        if not named or "${" in named:
            return None
        return real(self.context.options.contract.parent / named)

    def headers(self, credential: str | None) -> dict[str, str]:
        """Return the headers of a credential, none for None; TargetError where there are none to be had."""
        if credential is None:
            return {}
        named, resolve = self.context.contract.credentials[credential], self.context.secrets.resolve
        try:
            value = resolve(named.value)
            if problem := value_problem(named.header, value):
                raise TargetError(f"credentials.{credential}: {problem}")
            return self.signing_in().headers(credential, named) if named.sign_in else {named.header: value}
        except MissingSecretError as missing:
            raise MissingCredentialError(str(missing)) from missing

    def headers_at(self, replica: Replica, credential: str | None) -> dict[str, str]:
        """Return them by a sign-in at one process, which may know the sessions of no other."""
        named = self.context.contract.credentials[credential] if credential else None
        if credential is None or named is None or named.sign_in is None:
            return self.headers(credential)
        folder = self.context.directory / f"signed-in-at-{quote(replica.name, safe='')}"
        folder.mkdir(exist_ok=True, mode=0o700)
        return replace(self.signing_in(), folder=folder, entry=replica.url).headers(credential, named)

    def signing_in(self) -> SigningIn:
        """Return what signs in to it, and up where that is allowed."""
        may_sign_up = self.started_here or self.context.options.allow_writes
        contract, secrets = self.context.contract, self.context.secrets
        return SigningIn(self.context.directory, self.entry, secrets.resolve, may_sign_up, contract.security)

    @contextmanager
    def trial(self, changes: Mapping[str, str | None]) -> Iterator[Trial]:
        """Start one more process with variables changed (None removes one), and remove it at the end."""
        begun = self.begin_trial(changes)
        try:
            yield begun
        finally:
            begun.end()

    def begin_trial(self, changes: Mapping[str, str | None]) -> Trial:
        """Start it as the deployment says, less its network; whoever asks ends it."""
        raise self._cannot(Can.START_ONCE)

    def start_beside(
        self, service: str, change: Change, command: Sequence[str] = (), *, bare: bool = False
    ) -> Trial:
        """Start one more container of a service, on its networks under no name; whoever asks ends it.

        A bare one has neither the service's volumes nor its entrypoint.
        """
        raise self._cannot(Can.EXECUTE_IN_DEPENDENCY)

    def start_replica(self) -> Replica:
        """Start one more process of the release, without users' traffic, and return at once."""
        return self.start_image(self.replicas[0].digest if self.replicas else "")

    def start_image(self, image: str) -> Replica:
        """Start a process of another image beside the release, in the same way."""
        raise self._cannot(Can.START_REPLICA)

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        """Send SIGTERM to such a process, wait for its end, and leave nothing of it."""
        raise self._cannot(Can.START_REPLICA)

    def run_command(self, name: str) -> str:
        """Run a command of the contract's deployment and return its output."""
        raise self._cannot(Can.RUN_COMMAND)

    def stop_dependency(self, name: str) -> None:
        """Stop a dependency of the contract."""
        raise self._cannot(Can.STOP_DEPENDENCY)

    def start_dependency(self, name: str) -> None:
        """Start it again."""
        raise self._cannot(Can.STOP_DEPENDENCY)

    def service_url(self, service: str, port: int) -> str:
        """Return the base URL of a published port of another service of the stack."""
        raise self._cannot(Can.REACH_SERVICES)

    def execute_in_service(self, service: str, command: Sequence[str]) -> tuple[int, str]:
        """Run a command inside a service's container; return its exit status and its output.

        What it says on its standard error counts where it failed.
        """
        raise self._cannot(Can.REACH_SERVICES)

    def container_states(self) -> list[ContainerState]:
        """Return every running container of the stack."""
        raise self._cannot(Can.INSPECT_CONTAINERS)

    def processes(self) -> frozenset[Process]:
        """Return all that run in the replicas' containers; none where they have none."""
        return frozenset()

    def crews(self) -> list[CrewState]:
        """Return what each replica's container runs most of, and what it may have."""
        raise self._cannot(Can.INSPECT_CONTAINERS)

    def process_states(self) -> list[ProcessState]:
        """Return what each process of the release holds now, those that it started among them."""
        raise self._cannot(Can.READ_PROCESSES)

    def image_content(self, read: Callable[[str], bool]) -> ImageContent:
        """Return what the release's image holds; the beginning of a file is read where its path is to be."""
        raise self._cannot(Can.READ_IMAGE)

    def logs(self, ended: Sequence[Replica] = ()) -> list[ProcessLog]:
        """Return what all that runs has logged, and what those did that were started beside it and ended."""
        raise self._cannot(Can.READ_LOGS)

    def severed(self, replica: Replica, name: str) -> AbstractContextManager[None]:
        """Keep one replica from a dependency of the contract, and from whatever else is on its network."""
        raise self._cannot(Can.CUT_OFF_REPLICA)

    def pause_dependency(self, name: str) -> None:
        """Pause a dependency: it takes connections and answers nothing."""
        raise self._cannot(Can.PAUSE_DEPENDENCY)

    def resume_dependency(self, name: str) -> None:
        """Let it go on."""
        raise self._cannot(Can.PAUSE_DEPENDENCY)

    def execute_in_dependency(self, name: str, command: Sequence[str]) -> str:
        """Run a command inside a dependency and return its output; TargetError where it fails."""
        raise self._cannot(Can.EXECUTE_IN_DEPENDENCY)

    def roll_out(self, *, digest: str | None = None, candidate: str | None = None) -> RollOut:
        """Roll out an image by digest, or a bad candidate of the contract by name."""
        raise self._cannot(Can.ROLL_OUT)

    def _resolved(self, changes: Mapping[str, str | None]) -> dict[str, str | None]:
        """Put the run's secrets into values of the contract."""
        resolve = self.context.secrets.resolve
        return {name: None if value is None else resolve(value) for name, value in changes.items()}

    def _compared(self) -> set[Can]:
        """Return what any kind can do beside a baseline."""
        return {Can.BE_COMPARED} if self.context.options.baseline else set()

    def _files(self) -> set[Can]:
        """Return what a kind can do that starts a release from its source."""
        return {Can.READ_SOURCE, Can.READ_ADVISORIES} if self.advisories else {Can.READ_SOURCE}

    def _ends(self) -> set[Can]:
        """Return what a kind can do that starts a release which says where it speaks TLS."""
        deployment = self.context.contract.deployment
        return {Can.SPEAK_TLS} if deployment and deployment.tls else set()

    def _cannot(self, power: Can) -> TargetError:
        return TargetError(f"the {self.kind} target cannot {power.value}")
