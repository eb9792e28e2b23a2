"""A crowd, many clients at one moment: what to send, the process that sends it, and every request of it."""

import dataclasses
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Literal

from gonogo.home import HOME
from gonogo.loadtests.codec import CodecError, decode, encode
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.result import OWN
from gonogo.loadtests.run import TAIL_CHARACTERS, LoadError, through_network
from gonogo.network import without_network

Phase = Literal["before", "crowd", "beside", "after"]


@dataclass(frozen=True, kw_only=True)
class CrowdPlan:
    """A crowd on one journey of a load plan, whose places, requests and time-out hold, and no rate.

    `before` it each journey is asked `alone` times, one request after the other, unless one hangs. The
    `crowd` is `clients` requests at one moment, on connections of their own. `beside` it each other journey
    is asked every `every_seconds`, until the crowd has its answers, and at least `fewest` times. `after` it
    one client asks for the journey alone, until it has the answer or the time-out has passed.
    """

    load: LoadPlan
    journey: str
    clients: int
    alone: int = 3
    every_seconds: float = 0.1
    fewest: int = 5


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request, from the moment at which it was due to its last byte or its error.

    It was sent `late_seconds` after that moment, and for `stalled_seconds` of the rest its process did not
    run. `status` is 0 without a whole answer; `error` is then its kind.
    """

    phase: Phase
    journey: str
    seconds: float
    late_seconds: float
    stalled_seconds: float
    status: int
    error: str | None
    retry_after: bool

    @property
    def is_own(self) -> bool:
        """Whether it failed by our own doing: no port, no file."""
        return self.error is not None and self.error.startswith(OWN)


@dataclass(frozen=True, kw_only=True)
class CrowdResult:
    """Every request of a crowd, in the order in which they ended.

    `slowed` is how many times the processor time that it used a busy process of this machine took meanwhile.
    """

    asked: tuple[Asked, ...]
    slowed: float = 1.0

    def of(self, phase: Phase, journey: str) -> tuple[Asked, ...]:
        """Those of a phase and a journey."""
        return tuple(one for one in self.asked if (one.phase, one.journey) == (phase, journey))


def run_crowd(plan: CrowdPlan, deadline_seconds: float) -> CrowdResult:
    """Send a crowd in a process of its own, so that nothing of ours but that process can hold it up.

    Raises LoadError when the plan is refused, or the process breaks or is not done after `deadline_seconds`.
    The plan goes through a pipe: its headers may hold keys.
    """
    plan = dataclasses.replace(plan, load=through_network(plan.load))
    command = [sys.executable, "-m", "gonogo.loadtests.crowding"]
    with subprocess.Popen(
        command,
        cwd=HOME,
        env=without_network(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            told, said = process.communicate(json.dumps(encode(plan)).encode(), timeout=deadline_seconds)
        except subprocess.TimeoutExpired:
            raise LoadError(f"crowd: not done after {deadline_seconds:g} s and ended by us") from None
        finally:
            process.kill()
    return _read(process.returncode, told, said.decode("utf-8", "replace")[-TAIL_CHARACTERS:].strip())


def read_plan(text: str) -> CrowdPlan:
    """Read a plan as it was sent. Raises CodecError, or PlanError for what cannot be sent."""
    return decode(CrowdPlan, json.loads(text), "crowd")


def _read(status: int, told: bytes, said: str) -> CrowdResult:
    try:
        return decode(CrowdResult, json.loads(told), "crowd")
    except (ValueError, CodecError) as error:
        raise LoadError(f"crowd: exit status {status}, no result; it said: {said or error}") from error
