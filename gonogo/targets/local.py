"""The release as processes of this machine, with an embedded database and no container engine."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from gonogo.contract.deployment import Deployment
from gonogo.contract.deployment import Local as LocalDeployment
from gonogo.core.observation import Can
from gonogo.core.references import texts_of
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.extra import own
from gonogo.instruments.urls import below, publish
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.targets.base import ProcessLog, ProcessState, Replica, Running, Start, Target, TargetError, Trial
from gonogo.targets.context import Context
from gonogo.targets.local_end import tell_to_end
from gonogo.targets.local_given import Given, fixed_ports
from gonogo.targets.local_start import ProcessTrial, did_not_start
from gonogo.targets.processes import descending
from gonogo.targets.programs import why_no_program
from gonogo.targets.telling import last_lines

_STOP_SECONDS = 20.0
_LOG_LINES = 50


class Local(Target):
    """Processes on loopback."""

    kind: ClassVar[str] = "local"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._beside: dict[str, subprocess.Popen[bytes]] = {}

    def can(self) -> frozenset[Can]:
        """Return what one machine can: everything but dependencies and roll-outs."""
        found = {Can.ANSWER, Can.REACH_REPLICAS, Can.START_ONCE, Can.TAKE_WRITES, Can.TAKE_LOAD}
        found |= {Can.READ_EXPOSITION, Can.READ_LOGS}
        if not self._shared_ports():  # one more process would have its health asked of another one
            found.add(Can.START_REPLICA)
        if sys.platform == "linux":  # all of 127.0.0.0/8 is its own, and /proc tells of each process
            found |= {Can.SEE_ADDRESSES, Can.READ_PROCESSES}
        found |= self._files() | self._compared() | self._ends()
        if self._deployment.commands:
            found.add(Can.RUN_COMMAND)
        return frozenset(found)

    def check(self) -> None:
        """Refuse a program that is not there, and several processes whose probes are on one port."""
        if why := why_no_program(self._local.command[0], self._root, self._local.environment):
            raise ValueError(f"deployment.local.command: {why}")
        if self._local.replicas > 1 and (shared := self._shared_ports()):
            raise ValueError(_one_for_all(shared))

    def start(self) -> Running:
        """Start all replicas and wait until each is ready."""
        started = [self._start_process(f"local-{n}") for n in range(self._local.replicas)]
        for replica, process in started:
            self._wait_ready(replica, process)
        replicas = tuple(replica for replica, _ in started)
        pids = {replica.name: str(process.pid) for replica, process in started}
        return Running(replicas[0].url, replicas, pids)

    def stop(self) -> None:
        """SIGTERM, then wait; what does not end in time is killed by the run's sweep."""
        for pid in (self._running.details or {}).values() if self._running else ():
            _terminate(int(pid))

    def gone(self) -> str:
        """Say which of the release's processes have ended: nobody here ended them before the run is over."""
        pids = (self._running.details or {}) if self._running else {}
        return ", ".join(f"{name} has ended by itself" for name, pid in pids.items() if _gone(int(pid)))

    def collect_evidence(self, directory: Path) -> None:
        """Copy the logs of all processes."""
        self.context.copy_logs(directory)

    def begin_trial(self, changes: Mapping[str, str | None]) -> Trial:
        """Start one more process on a port and in a folder of its own."""
        name = f"once-{secrets.token_hex(4)}"  # several of them may run side by side
        log, given = self._log(name), self._given(name)
        wanted: dict[str, str | None] = {**self._environment(given), **self._resolved(changes)}
        environment = {name: value for name, value in wanted.items() if value is not None}
        process = self._spawn(self._words(self._local.command, given), environment, log)
        return ProcessTrial(process, log, given.port)

    def start_replica(self) -> Replica:
        """Start it on a port of its own, with the data of the others."""
        name = f"beside-{secrets.token_hex(4)}"
        replica, self._beside[name] = self._start_process(name)
        return replica

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        """End it as an orchestrator does: SIGTERM, and SIGKILL when the time is over."""
        ending = tell_to_end(self._beside.pop(replica.name), within_seconds)
        said = _tail(self._log(replica.name))
        return Start(ending.status, ending.seconds, said, tuple(map(str, ending.left)), ending.late_seconds)

    def process_states(self) -> list[ProcessState]:
        """Ask the kernel about each that was started, and whatever it started itself."""
        started = (self.running.details or {}).items()
        return [one for name, pid in started for one in descending(name, int(pid))]

    def logs(self, ended: Sequence[Replica] = ()) -> list[ProcessLog]:
        """Read the file into which each process writes, standard error among it."""
        names = [replica.name for replica in (*self.replicas, *ended)]
        return [ProcessLog(name, True, self.context.log_of(name)) for name in names]

    def run_command(self, name: str) -> str:
        """Run a command with the release's own environment."""
        given = self._given("command")
        words = self._words(self._deployment.commands[name], given)
        if why := why_no_program(words[0], self._root, self._environment(given)):
            raise TargetError(f"deployment.commands.{name}: {why}")
        done = subprocess.run(
            words, env=_base_environment() | self._environment(given), capture_output=True, text=True,
            timeout=30, check=False, cwd=self._root,
        )  # fmt: skip
        if done.returncode:
            raise TargetError(f"the command {name} ended with {done.returncode}: {done.stderr[-500:]}")
        return done.stdout

    @property
    def _deployment(self) -> Deployment:
        deployment = self.context.contract.deployment
        if deployment is None or deployment.local is None:
            raise TargetError("the contract has no deployment.local: name a URL or another target")
        return deployment

    @property
    def _local(self) -> LocalDeployment:
        local = self._deployment.local
        assert local is not None
        return local

    @property
    def _root(self) -> Path:
        return self.context.options.contract.parent

    def _log(self, name: str) -> Path:
        return self.context.directory / f"{name}.log"

    def _shared_ports(self) -> list[int]:
        """Return the ports of its probes that every process would have to take."""
        health = self.context.contract.health
        paths = [*(text for _, text in texts_of(health)), self._deployment.ready]
        return fixed_ports(paths, [*self._local.command, *self._local.environment.values()])

    def _start_process(self, name: str) -> tuple[Replica, subprocess.Popen[bytes]]:
        given = self._given("work")
        words, environment = self._words(self._local.command, given), self._environment(given)
        process = self._spawn(words, environment, self._log(name))
        url = own(f"http://127.0.0.1:{given.port}")
        for number, other in given.urls():
            publish(url, number, other)
        return Replica(name, url, ports=given.urls()), process

    def _spawn(self, words: list[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("wb") as out:
            return subprocess.Popen(
                words, env=_base_environment() | dict(environment), stdout=out, stderr=out,
                stdin=subprocess.DEVNULL, cwd=self._root,
            )  # fmt: skip

    def _wait_ready(self, replica: Replica, process: subprocess.Popen[bytes]) -> None:
        def answers() -> bool:
            if process.poll() is not None:
                raise self._did_not_start(f"it ended with {process.returncode}", replica)
            status = probe(below(replica.url, self._deployment.ready), deadline_seconds=2.0).status
            return status is not None and status < 400

        try:
            Wait("the local release is ready", self._deployment.start_seconds, 0.05).until(answers)
        except WaitTimeout as late:
            raise self._did_not_start(str(late), replica) from None

    def _did_not_start(self, what: str, replica: Replica) -> Exception:
        log, given = self._log(replica.name), self._given("work")
        words = [*self._words(self._local.command, given), *self._environment(given).values()]
        urls = [replica.url, *(url for _, url in replica.ports)]
        return did_not_start(what, _tail(log), log.parent, [*urls, *words])

    def _environment(self, given: Given) -> dict[str, str]:
        return {name: self._fill(value, given) for name, value in self._local.environment.items()}

    def _words(self, command: tuple[str, ...], given: Given) -> list[str]:
        return [self._fill(word, given) for word in command]

    def _given(self, scratch: str) -> Given:
        work = self.context.directory / scratch
        work.mkdir(exist_ok=True)
        return Given(work)

    def _fill(self, text: str, given: Given) -> str:
        return self.context.secrets.resolve(given.fill(text))


def _one_for_all(ports: Sequence[int]) -> str:
    holes = ", ".join(f"{{port:{port}}}" for port in ports)
    return (
        f"the contract names port {ports[0]} for every process of the release, and only one can have it: "
        f"put {holes} into deployment.local.command or environment, where the release takes its port from"
    )


def _base_environment() -> dict[str, str]:
    """Return what any process needs; nothing else of the user's environment reaches a release."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "GONOGO_RUN", "PYTHONDONTWRITEBYTECODE", "SSL_CERT_FILE")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _terminate(pid: int) -> None:
    """SIGTERM and wait; the process may be a child of another process of this run."""
    try:
        os.kill(pid, signal.SIGTERM)
        Wait(f"process {pid} ends", _STOP_SECONDS, 0.05).until(lambda: _gone(pid))
    except (ProcessLookupError, WaitTimeout):
        return


def _gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
    with contextlib.suppress(ChildProcessError):  # not our child: its own parent, or init, reaps it
        os.waitpid(pid, os.WNOHANG)  # after the look: one that ended in between would stay, unreaped
    return state == "Z"


def _tail(log: Path) -> str:
    return last_lines(log.read_text(errors="replace"), _LOG_LINES)
