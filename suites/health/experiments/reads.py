"""Read every probe, and a path beside each."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace

from gonogo.contract.health import Health
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.pulse import Pulse
from gonogo.instruments.urls import below
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads
from gonogo.suites.health.promised import probes_of
from gonogo.targets.base import Target

_READS = 3
_BODY_CHARACTERS = 4_000
_PATIENCE_SECONDS = 5.0


def read_probes(target: Target, health: Health) -> ProbeReads:
    """Read each probe three times at its first source and once at each other; each sibling once."""
    paths = [(name, promised.path) for name, promised in probes_of(health).items()]
    with Pulse() as pulse:
        asked = [(time.monotonic(), read(*each)) for each in _in_rounds(target, paths)]
    return ProbeReads(
        reads=tuple(replace(r, late_seconds=pulse.stalled_seconds(at, r.seconds)) for at, r in asked),
        siblings=tuple(read(name, *first_source(target, path), _beside(path)) for name, path in paths),
        absent=tuple(
            read("", *first_source(target, folder), f"{folder}/{uuid.uuid4()}") for folder in _folders(paths)
        ),
    )


def sources_of(target: Target, path: str) -> list[tuple[str, str]]:
    """Return name and base URL of each place that serves a probe.

    That is the entry and every other replica; of a port of their own the replicas alone where there are any,
    for what stands before them does not pass it on; and of a whole URL one place.
    """
    entry, others = (
        ("entry", target.entry),
        [(r.name, r.url) for r in target.replicas if r.url != target.entry],
    )
    if path.startswith(("http://", "https://")):
        return [entry]
    return others if path.startswith(":") and others else [entry, *others]


def _in_rounds(target: Target, paths: list[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Return all reads, one probe after the other, so that two of one probe never follow at once."""
    rounds = [
        (number, (name, *source, path))
        for name, path in paths
        for number, source in enumerate(
            [first_source(target, path)] * (_READS - 1) + sources_of(target, path)
        )
    ]
    return [each for _, each in sorted(rounds, key=lambda one: one[0])]


def first_source(target: Target, path: str) -> tuple[str, str]:
    """Return name and base URL of the place that is asked first for a probe."""
    return sources_of(target, path)[0]


def _beside(path: str) -> str:
    """Return a path of the same folder that no service has; beside the root it is one below."""
    return f"{path.partition('?')[0].rstrip('/') or '/'}-{uuid.uuid4()}"


def _folders(paths: list[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(_beside(path).rpartition("/")[0] for _, path in paths))


def read(name: str, source: str, url: str, path: str) -> ProbeRead:
    """Ask once, on a connection of its own."""
    answer = probe(below(url, path), deadline_seconds=_PATIENCE_SECONDS, max_bytes=64_000)
    status = None if answer.error else answer.status
    body = answer.text[:_BODY_CHARACTERS]
    seconds, headers = round(answer.seconds, 4), tuple(answer.headers)
    return ProbeRead(
        name, source, path, status, answer.error or "", answer.media_type, body, seconds, headers=headers
    )
