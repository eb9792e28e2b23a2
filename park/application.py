"""What the park knows of an application of `park/apps`: how it runs, and what its contract has to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from park.server import Twin, Verdict


class Kind(Enum):
    """How an application runs."""

    PYTHON = "Python"
    NODE = "Node.js"
    COMPOSE = "compose"


@dataclass(frozen=True)
class Image:
    """An image that a stack needs, built where it is absent from a folder below `park/apps`."""

    tag: str
    folder: str
    revision: str = ""
    """Build argument that takes the revision of this checkout."""


@dataclass(frozen=True)
class Variant:
    """The same application with one fact that makes it bad."""

    fact: str
    """What is changed, in words."""
    rule: str
    """The rule that has to refuse it."""
    also: tuple[str, ...] = ()
    """Rules that refuse the same fact; no other may."""
    environment: dict[str, str] = field(default_factory=dict)
    """Variables of the process, or of the stack's run."""
    files: tuple[str, ...] = ()
    """Further compose files, below the application's folder."""
    gate: str = ""
    """The only gate that judges it: a stack takes minutes."""


@dataclass(frozen=True)
class Application:
    """One application, with the verdicts to which this project commits itself."""

    name: str
    """Also the name of its contract, `contracts/park/<name>.yaml`, and of its folder in `park/apps`."""
    kind: Kind
    twin: Twin | Variant
    further: tuple[Variant, ...] = ()
    """More bad variants."""
    command: tuple[str, ...] = ()
    """`{port}` is a free port on loopback, `{work}` its own folder, `{secret}` made up, `{revision}` ours."""
    prepare: tuple[tuple[str, ...], ...] = ()
    """Commands before the first start."""
    environment: dict[str, str] = field(default_factory=dict)
    credential: str = ""
    """Variable of the gate's run that holds the secret."""
    ready: str = "/"
    images: tuple[Image, ...] = ()
    options: tuple[str, ...] = ()
    verdict: Verdict = "GO"
    refused_by: tuple[str, ...] = ()
    reason: str = ""
    """Why that is true."""
    draft_holds: str = ""
    """Why its drafted contract is on HOLD; without a reason the draft has to be GO or NO-GO."""

    @property
    def is_stack(self) -> bool:
        """Whether it takes minutes, and the engine for itself."""
        return self.kind is Kind.COMPOSE
