"""One server, up for the length of a block: a process, or a container of it, on loopback alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from string import Template

from gonogo.instruments.ports import free_ports
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import NotYet, Wait
from gonogo.run_id import LABEL, new_run_id
from park import children, place
from park.server import Origin, Running, Server

START_SECONDS = 60.0
REMOVE_SECONDS = 30.0
NOBODY = 65534
RUN = new_run_id()
"""Labels our containers, so that `make down` finds what a killed park left."""


@contextmanager
def started(server: Server) -> Iterator[Running]:
    """Start a server in a scratch folder of its own; yields where it is. WaitTimeout where it is late."""
    with tempfile.TemporaryDirectory(prefix=f"gonogo-park-{server.name}-") as folder, ExitStack() as stack:
        facts = dict(zip(("port", "second", "third"), map(str, free_ports(3)), strict=True)) | {
            "work": folder
        }
        lay(server, facts)
        log = Path(folder) / "output.log"
        process = children.start(argv(server, facts), log, settings(server, facts), Path(folder))
        stack.callback(_stop, server, process, facts)
        url = f"http://127.0.0.1:{facts['port']}"
        ready = Wait(f"{server.name} to answer {server.ready}", START_SECONDS)
        ready.until(lambda: answers(process, url + server.ready), lambda: log.read_text(errors="replace"))
        yield Running(url, tuple(filled(each, facts) for each in server.managed))


def lay(server: Server, facts: Mapping[str, str]) -> None:
    """Copy the server's files into its folder, `${port}` and the like filled in."""
    for path in sorted((place.HERE / "files" / server.name).rglob("*")):
        if path.is_file():
            there = Path(facts["work"]) / path.relative_to(place.HERE / "files" / server.name)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_text(Template(path.read_text()).safe_substitute(facts))
            shutil.copymode(path, there)
    if server.origin is Origin.DEBIAN and not os.getuid():
        for path in (Path(facts["work"]), *Path(facts["work"]).rglob("*")):
            os.chown(path, _user(), _user())


def argv(server: Server, facts: Mapping[str, str]) -> list[str]:
    """Return the command line: of the installed program, or of the engine."""
    words = [filled(word, facts) for word in server.command]
    if server.origin is Origin.PYPI:
        return [str(place.VENV / "bin" / words[0]), *words[1:]]
    if server.origin is Origin.NPM:
        return [str(place.NODE / "node_modules" / ".bin" / words[0]), *words[1:]]
    return [*_contained(server, facts), *words]


def _contained(server: Server, facts: Mapping[str, str]) -> list[str]:
    """As little as a server needs: no root, no capability, one folder that it may write to."""
    work, variables = facts["work"], settings(server, facts)
    return [
        *("docker", "run", "--rm", "--name", container(facts), "--label", f"{LABEL}={RUN}"),
        *("--network", "host", "--user", f"{_user()}:{_user()}", "--cap-drop", "ALL", "--read-only"),
        *("--tmpfs", "/tmp", "--volume", f"{work}:{work}", "--workdir", work),  # noqa: S108 - the container's
        *(word for name, value in variables.items() for word in ("--env", f"{name}={value}")),
        place.image(),
    ]


def _user() -> int:
    """Return who runs a container: us, so that we can remove what it leaves; nobody where we are root."""
    return os.getuid() or NOBODY


def container(facts: Mapping[str, str]) -> str:
    """Return the container's name: that of its folder."""
    return Path(facts["work"]).name


def settings(server: Server, facts: Mapping[str, str]) -> dict[str, str]:
    """Return the server's variables; its home is its own folder."""
    return {"HOME": facts["work"]} | {k: filled(v, facts) for k, v in server.environment.items()}


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in."""
    for name, value in facts.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def answers(process: subprocess.Popen[bytes], url: str) -> bool:
    """Whether a process answers below 400. NotYet while it does not, RuntimeError where it has ended."""
    if process.poll() is not None:
        raise RuntimeError(f"it ended with {process.returncode} before it answered")
    answer = probe(url, deadline_seconds=2)
    if answer.error or not answer.status or answer.status >= 400:
        raise NotYet(f"{answer.status} {answer.detail}")
    return True


def _stop(server: Server, process: subprocess.Popen[bytes], facts: Mapping[str, str]) -> None:
    if server.origin is Origin.DEBIAN:  # a first process that handles no SIGTERM would let us wait
        removal = ["docker", "rm", "--force", "--volumes", container(facts)]
        subprocess.run(removal, capture_output=True, check=False, timeout=REMOVE_SECONDS)
    children.end(process)
