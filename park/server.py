"""What the park knows of a server: where it comes from, how it starts, and what its contract has to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

Verdict = str
"""GO, NO-GO or HOLD."""


class Origin(Enum):
    """Who hands a server out."""

    PYPI = "PyPI"
    NPM = "npm"
    DEBIAN = "Debian"


@dataclass(frozen=True)
class Answer:
    """One answer on its way from the server to whoever asked."""

    path: str
    """As it was asked for, with its query."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """As they came, without those of the connection and the length."""
    body: bytes
    origin: str = ""
    """The Origin of who asked, as a browser states it; empty without one."""


@dataclass(frozen=True)
class Running:
    """What is up: where its users reach it, and where it is managed."""

    url: str
    managed: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    """Of the gate's run: how it is asked."""


Alteration = Callable[[Answer], Answer]


@dataclass(frozen=True)
class Twin:
    """The same server with one fact changed on the way."""

    fact: str
    """What is changed, in words."""
    alter: Callable[[], Alteration]
    """Makes the change anew for each run: some count."""
    rule: str
    """The rule that has to refuse it."""
    also: tuple[str, ...] = ()
    """Rules that refuse the same fact; no other may."""


@dataclass(frozen=True)
class Server:
    """One server that nobody here wrote, with the verdicts to which this project commits itself."""

    name: str
    """Also the name of its contract, `contracts/park/<name>.yaml`, and of its folder below `files/`."""
    origin: Origin
    command: tuple[str, ...]
    """`{port}` is a free port on loopback, `{second}` and `{third}` more of them, `{work}` its own folder."""
    twin: Twin
    ready: str = "/"
    """Path that answers below 400 once it serves."""
    environment: dict[str, str] = field(default_factory=dict)
    """With the same placeholders."""
    verdict: Verdict = "GO"
    refused_by: tuple[str, ...] = ()
    """The rules that refuse it as it is, each for a true reason."""
    reason: str = ""
    """Why that is true; what the server sent is in `contracts/park/README.md`."""
    options: tuple[str, ...] = ()
    """More options for the gate; `{url}` is the server's."""
    managed: tuple[str, ...] = ()
    """Where it is managed, for the draft; with the placeholders of its command."""
    draft_holds: str = ""
    """Why its drafted contract is on HOLD; without a reason the draft has to be GO or NO-GO."""
    takes_long: bool = False
    """Whether it takes more than a minute: it is begun first, so that nothing waits for it at the end."""
