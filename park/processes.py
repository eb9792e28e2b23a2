"""An application as a process, up for the length of a block: a copy of its folder, its packages beside it."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from gonogo.instruments.ports import free_port
from gonogo.instruments.waits import Wait
from park import children, place
from park.application import Application, Kind
from park.running import START_SECONDS, answers, filled
from park.server import Running
from proving import installing

PREPARE_SECONDS = 60.0


@contextmanager
def started(application: Application, changed: Mapping[str, str]) -> Iterator[Running]:
    """Start an application with some variables changed; yields where it is, and what asks it.

    RuntimeError where a step before its start fails, WaitTimeout where it is late.
    """
    with (
        tempfile.TemporaryDirectory(prefix=f"gonogo-park-{application.name}-") as folder,
        ExitStack() as stack,
    ):
        facts = {"work": folder, "port": str(free_port()), "secret": secrets.token_hex(20)}
        facts |= {"revision": revision()}
        log, source = Path(folder) / "output.log", _copied(application, Path(folder))
        variables = _variables(application, facts) | dict(changed)
        for step in application.prepare:
            if children.run(argv(application, step, facts), log, PREPARE_SECONDS, source, variables):
                raise RuntimeError(f"`{' '.join(step[:3])} …` failed: {installing.tail(log)}")
        process = children.start(argv(application, application.command, facts), log, variables, source)
        stack.callback(children.end, process)
        url = f"http://127.0.0.1:{facts['port']}"
        ready = Wait(f"{application.name} to answer {application.ready}", START_SECONDS)
        ready.until(
            lambda: answers(process, url + application.ready), lambda: log.read_text(errors="replace")
        )
        yield Running(url, variables={application.credential: facts["secret"]})


def _copied(application: Application, work: Path) -> Path:
    source = work / "app"
    shutil.copytree(place.APPS / application.name, source, ignore=shutil.ignore_patterns("__pycache__"))
    if application.kind is Kind.NODE:
        (source / "node_modules").symlink_to(place.OUT / application.name / "node_modules")
    return source


def _variables(application: Application, facts: Mapping[str, str]) -> dict[str, str]:
    own = {name: filled(value, facts) for name, value in application.environment.items()}
    return {"HOME": facts["work"]} | own


def argv(application: Application, words: tuple[str, ...], facts: Mapping[str, str]) -> list[str]:
    """Return a command line: of a program that was installed for it, or of this machine's Node.js."""
    first, *rest = [filled(word, facts) for word in words]
    if application.kind is Kind.PYTHON:
        first = str(place.OUT / application.name / "bin" / first)
    return [first, *rest]


def revision() -> str:
    """Return this checkout's revision, as an application states it; `unknown` where git cannot say."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    said = subprocess.run(asked, cwd=place.ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"
