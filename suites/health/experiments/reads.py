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

_READS_AT_ENTRY = 3
_BODY_CHARACTERS = 4_000
_PATIENCE_SECONDS = 5.0


def read_probes(target: Target, health: Health) -> ProbeReads:
    """Read each probe three times at the entry and once at each other replica; each sibling once."""
    paths = [(name, promised.path) for name, promised in probes_of(health).items()]
    sources = [("entry", target.entry)] * _READS_AT_ENTRY
    sources += [(r.name, r.url) for r in target.replicas if r.url != target.entry]
    with Pulse() as pulse:
        asked = [(time.monotonic(), _read(name, *source, path)) for source in sources for name, path in paths]
    return ProbeReads(
        reads=tuple(replace(r, late_seconds=pulse.stalled_seconds(at, r.seconds)) for at, r in asked),
        siblings=tuple(_read(name, "entry", target.entry, _beside(path)) for name, path in paths),
        absent=tuple(
            _read("", "entry", target.entry, f"{folder}/{uuid.uuid4()}") for folder in _folders(paths)
        ),
    )


def _beside(path: str) -> str:
    """Return a path of the same folder that no service has; beside the root it is one below."""
    return f"{path.partition('?')[0].rstrip('/') or '/'}-{uuid.uuid4()}"


def _folders(paths: list[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(_beside(path).rpartition("/")[0] for _, path in paths))


def _read(name: str, source: str, url: str, path: str) -> ProbeRead:
    answer = probe(below(url, path), deadline_seconds=_PATIENCE_SECONDS, max_bytes=64_000)
    status = None if answer.error else answer.status
    body = answer.text[:_BODY_CHARACTERS]
    return ProbeRead(
        name, source, path, status, answer.error or "", answer.media_type, body, round(answer.seconds, 4)
    )
