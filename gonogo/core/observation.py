"""What an experiment declares about itself, readable without importing the experiment.

A gate's ``observations.py`` marks each frozen dataclass with :func:`observed_by`, so that the scope of a
run is known before any I/O is loaded.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from gonogo.contract.sections import asked_by, given

if TYPE_CHECKING:
    from gonogo.contract.model import Contract

_ATTRIBUTE = "__experiment__"
_T = TypeVar("_T")

Limited = Literal["", "tries", "series"]
"""What a service may have limits of: tries in a window of time, and series, which none gives back."""


class Kind(Enum):
    """What an experiment does to a target.

    Reads share the target, inspections leave it alone (files, renderings, containers of their own); all else
    holds it alone, and a measurement the machine as well. What concludes asks nothing of it: it is made, when
    all others have ended, of what became of them.
    """

    READS = "reads"
    INSPECTS = "inspects"
    WRITES = "writes"
    DISRUPTS = "disrupts"
    MEASURES = "measures"
    CONCLUDES = "concludes"


class Can(Enum):
    """What a target can do, in words that complete *this target can …*."""

    ANSWER = "answer at its public entry"
    ENTER_THE_FRONT = "be entered past what stands before it in production"
    REACH_REPLICAS = "be reached replica by replica"
    READ_EXPOSITION = "be scraped process by process"
    READ_PROCESSES = "tell what each process holds of memory and descriptors"
    START_ONCE = "start one more process of the release with another environment"
    RUN_COMMAND = "run a command of the release"
    TAKE_WRITES = "take writes"
    SPEAK_TLS = "be asked under TLS"
    SEE_ADDRESSES = "see from which of several addresses a client comes"
    TAKE_LOAD = "take load"
    BE_COMPARED = "be compared with the release that runs today"
    STOP_DEPENDENCY = "stop and start a dependency"
    CUT_OFF_REPLICA = "cut one replica off from a dependency"
    PAUSE_DEPENDENCY = "pause a dependency"
    EXECUTE_IN_DEPENDENCY = "run a command inside a dependency"
    START_REPLICA = "start one more replica beside the others and stop it"
    INSPECT_CONTAINERS = "inspect its containers"
    REACH_SERVICES = "reach the other services of its stack"
    READ_SOURCE = "read the release's source"
    READ_ADVISORIES = "read a database of advisories"
    ROLL_OUT = "roll out a release"
    READ_LOGS = "show what its processes log"
    READ_IMAGE = "show its image layer by layer"


@dataclass(frozen=True)
class Experiment:
    """An experiment's declaration: ``path`` is ``package.module:function``.

    ``uses_up`` says which limit of the service it leaves used up: whoever needs that comes before it.
    ``spared`` holds powers that it does not need of a contract that makes a promise, such as to only read.
    ``looks_back`` is whether it judges what the others made the service write: it comes after them.
    """

    path: str
    kind: Kind
    needs: frozenset[Can]
    quick: bool
    deadline_seconds: float
    uses_up: Limited = ""
    spared: tuple[tuple[Can, str], ...] = ()
    looks_back: bool = False

    @property
    def name(self) -> str:
        """The file-name-safe name under which its observation is stored."""
        module, function = self.path.split(":")
        return f"{module.removeprefix('gonogo.').split('.')[1]}.{function}"

    @property
    def smoke(self) -> bool:
        """Whether it only reads and is quick, so that it may run against anything that lives."""
        return self.quick and self.kind is Kind.READS

    @property
    def concludes(self) -> bool:
        """Whether it is given what became of all other rules, in the place of a target."""
        return self.kind is Kind.CONCLUDES

    def needs_of(self, contract: Contract) -> frozenset[Can]:
        """Return what it needs of a target under a contract."""
        return self.needs - {power for power, promise in self.spared if contract.promises(promise)}

    def run(self, target: Any, contract: Contract) -> Any:
        """Import the experiment and do it to a target, with the sections of the contract that it asks for."""
        module, function = self.path.split(":")
        experiment: Callable[..., Any] = getattr(importlib.import_module(module), function)
        return experiment(target, **given(asked_by(experiment), contract))


def observed_by(
    path: str,
    *,
    kind: Kind,
    needs: frozenset[Can] = frozenset({Can.ANSWER}),
    quick: bool = False,
    deadline_seconds: float = 60.0,
    uses_up: Limited = "",
    spared: Mapping[Can, str] | None = None,
    looks_back: bool = False,
) -> Callable[[type[_T]], type[_T]]:
    """Name the experiment that returns the decorated frozen dataclass, and what it needs."""

    def mark(cls: type[_T]) -> type[_T]:
        free = tuple((spared or {}).items())
        made = Experiment(path, kind, needs, quick, deadline_seconds, uses_up, free, looks_back)
        setattr(cls, _ATTRIBUTE, made)
        return cls

    return mark


def experiment_of(observation: type) -> Experiment:
    """Return the declaration of the experiment behind an observation type; TypeError without one."""
    declared = observation.__dict__.get(_ATTRIBUTE)
    if not isinstance(declared, Experiment):
        msg = f"{observation.__module__}.{observation.__qualname__} names no experiment: use @observed_by"
        raise TypeError(msg)
    return declared
