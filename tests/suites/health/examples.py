"""Observations that the health rules' tests share."""

from dataclasses import replace
from typing import Any

from gonogo.suites.health.observations.probes import (
    Outage,
    OutageBody,
    Outages,
    ProbeRead,
    ProbeReads,
    Sample,
)
from tests.judging import contract

PROBES = {
    "liveness": {"path": "/alive"},
    "readiness": {"path": "/ready"},
    "startup": {"path": "/started"},
    "overall": {"path": "/state"},
}
TRAFFIC = {"requests": [{"path": "/things"}]}
CONTRACT = contract(
    health=PROBES | {"notices_within_seconds": 2.0, "recovers_within_seconds": 4.0},
    dependencies={"store": {"service": "db"}, "memory": {"service": "kv", "hard": False}},
    traffic=TRAFFIC,
)
TEXT = contract(health={name: probe | {"body": "text"} for name, probe in PROBES.items()})

PASS, FAIL = '{"status": "pass"}', '{"status": "fail"}'
PAGE = "<!DOCTYPE html><html><body>Welcome</body></html>"


def read(probe: str = "liveness", status: int | None = 200, body: str = PASS, **other: Any) -> ProbeRead:
    path = str(PROBES[probe]["path"])
    made = ProbeRead(probe, "entry", path, status, "", "application/health+json", body, 0.01)
    return replace(made, **other)


def reads(*changed: ProbeRead) -> ProbeReads:
    """All probes well, but those that are given."""
    named = {r.probe for r in changed}
    return ProbeReads((*(read(probe) for probe in PROBES if probe not in named), *changed), (sibling(),))


def sibling(status: int | None = 404, body: str = "", **other: Any) -> ProbeRead:
    return read(status=status, body=body, path="/alive-3f2a", **other)


def absent(status: int | None = 404, **other: Any) -> ProbeRead:
    """A path of the probes' folder that is no probe's, and does not begin as one."""
    return read(status=status, body="", **{"path": "/5c1d"} | other)


def asked(
    question: str, answers: dict[float, int | None], replica: str = "a", stated: str = ""
) -> list[Sample]:
    """Samples by when they were asked; None is no answer."""
    return [
        Sample(replica, question, at, 0.01, s, "" if s else "timeout", stated) for at, s in answers.items()
    ]


TIMES = (-2.0, -1.5, 0.2, 1.0, 2.0, 3.0, 4.0, 5.2, 6.0, 8.0)  # gone at 0, started from 5 to 5.1
WELL: dict[float, int | None] = dict.fromkeys(TIMES, 200)
AWAY: dict[float, int | None] = WELL | {1.0: 503, 2.0: 503, 3.0: 503, 4.0: 503, 5.2: 503}


def outage(
    readiness: dict[float, int | None] = AWAY,
    *,
    liveness: dict[float, int | None] = WELL,
    traffic: dict[float, int | None] = AWAY,
    **other: Any,
) -> Outage:
    """The hard dependency away from 0 to 5 s, and one replica that does as it is told."""
    samples = [*asked("liveness", liveness), *asked("readiness", readiness), *asked("traffic", traffic)]
    bodies = (OutageBody("a", "readiness", 503, FAIL),)
    made = Outage("store", True, -1.0, 5.0, 5.1, {"a": ("one", "one")}, tuple(samples), bodies)
    return replace(made, **other)


def timed_out(seconds: float, *, late_seconds: float) -> Outage:
    """A liveness that timed out once in the outage; our own machine was too busy to look for a part of it."""
    one = replace(asked("liveness", {3.0: None})[0], seconds=seconds, late_seconds=late_seconds)
    well = {at: status for at, status in WELL.items() if at != 3.0}
    return outage(samples=(*outage(liveness=well).samples, one))


def optional(
    readiness: dict[float, int | None] = WELL, *, traffic: dict[float, int | None] = WELL, **other: Any
) -> Outage:
    """The optional dependency away, and nothing to notice of it."""
    return outage(readiness, traffic=traffic, dependency="memory", hard=False, **other)


def outages(*seen: Outage) -> Outages:
    return Outages(200, seen)


CLEAN = outages(outage(), optional())
