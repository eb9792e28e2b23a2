"""Run a plan in a process of its own: importing Locust would patch the one that asks."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from gonogo.home import HOME
from gonogo.loadtests import result
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.progress import VARIABLE as PROGRESS_VARIABLE
from gonogo.loadtests.progress import Watch, told
from gonogo.loadtests.recorder import PARENT_VARIABLE
from gonogo.network import current, without_network

GRACE_SECONDS = 5.0
TAIL_CHARACTERS = 2000


class LoadError(RuntimeError):
    """The load could not be made; `partial` is what was measured until then, if anything was."""

    def __init__(self, message: str, partial: result.LoadResult | None = None) -> None:
        super().__init__(message)
        self.partial = partial


RESULT = "load-result.json"


def run_load(
    plan: LoadPlan, work_dir: Path, deadline_seconds: float, watch: Watch | None = None
) -> result.LoadResult:
    """Send a plan's load and return its measurement, kept as `work_dir`/load-result.json.

    `watch` is called in a thread, twice a second, with how far it is.

    Raises LoadError when the recorder refuses the plan, breaks, or is not done after `deadline_seconds`.
    Whatever happens, the recorder is gone when this returns. The plan never lies on a disk: its headers
    may hold keys.
    """
    work_dir.mkdir(parents=True, exist_ok=True)
    result_path = work_dir / RESULT
    result_path.unlink(missing_ok=True)
    with (work_dir / "load-stderr.txt").open("w+b") as stderr:
        with told(watch) as descriptors:
            status = _record(
                through_network(plan), result_path, stderr.fileno(), deadline_seconds, descriptors
            )
        stderr.seek(0)
        tail = stderr.read()[-TAIL_CHARACTERS:].decode("utf-8", "replace").strip()
    return _outcome(status, result_path, tail, deadline_seconds)


def through_network(plan: LoadPlan) -> LoadPlan:
    """Send the load where this process's own requests go; what the plan states itself stays."""
    network = current()
    files = {"ca_bundle": network.ca}
    if plan.client_certificate is None:
        files |= {"client_certificate": network.certificate, "client_key": network.key}
    wanted: dict[str, Any] = {name: path for name, path in files.items() if path}
    wanted |= {"proxy": network.proxy} if network.proxy else {}
    return dataclasses.replace(plan, **{n: v for n, v in wanted.items() if getattr(plan, n) is None})


def _record(
    plan: LoadPlan, result_path: Path, stderr: int, deadline_seconds: float, descriptors: tuple[int, ...]
) -> int | None:
    """The recorder's exit status; None if the deadline ended it."""
    command = [sys.executable, "-m", "gonogo.loadtests.recorder", "/dev/stdin", str(result_path.resolve())]
    environment = {**without_network(os.environ), PARENT_VARIABLE: str(os.getpid())}
    environment[PROGRESS_VARIABLE] = "".join(map(str, descriptors))
    with subprocess.Popen(
        command,
        cwd=HOME,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=stderr,
        stderr=stderr,
        pass_fds=descriptors,
    ) as process:
        try:
            process.communicate(plan.to_json().encode(), timeout=deadline_seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)
        return process.returncode


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask it to write down what it has, then insist."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _outcome(status: int | None, path: Path, tail: str, deadline_seconds: float) -> result.LoadResult:
    said = f"; it said: {tail}" if tail else "; it said nothing"
    if not path.exists():
        raise LoadError(f"load recorder: {_ending(status, deadline_seconds)}, no result{said}")
    try:
        measured = result.read(path)
    except result.ResultError as error:
        raise LoadError(f"load recorder: {_ending(status, deadline_seconds)}, {error}{said}") from error
    if status != 0 or not measured.completed:
        raise LoadError(
            f"load recorder: {_ending(status, deadline_seconds)}, expected a whole run, got one "
            f"that was stopped by {measured.stopped_by}{said}",
            measured,
        )
    return measured


def _ending(status: int | None, deadline_seconds: float) -> str:
    if status is None:
        return f"not done after {deadline_seconds:g} s and ended by us"
    return f"exit status {status}"
