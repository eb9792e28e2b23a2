"""What the security gate sees."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Response:
    """One answer at the public entry. ``name`` is the class of response, as the contract calls it.

    ``origin`` is the foreign Origin that the request carried, empty without one; ``status`` is None where
    no answer came; header names are in lower case; ``body`` holds its first 20,000 characters.
    """

    name: str
    method: str
    path: str
    origin: str
    promised: int
    status: int | None
    error: str
    headers: tuple[tuple[str, str], ...]
    body: str

    def values(self, header: str) -> tuple[str, ...]:
        """Return every value of a header, as it was sent."""
        return tuple(value.strip() for name, value in self.headers if name == header.lower())


@observed_by("gonogo.suites.security.experiments.surface:provoke_responses", kind=Kind.READS, quick=True)
@dataclass(frozen=True)
class Surface:
    """One answer of each class, and answers to pages of a foreign origin.

    ``unsent`` names the classes that may write, or whose user would have to be signed up first, and are not
    sent to what nobody here started: they are not in the scope of such a run. ``control`` holds what the
    foreign pages asked for, without an Origin; ``trusted`` the same with each origin that the contract
    trusts, ``trusted_preflights`` its preflights.
    ``heads`` holds HEAD of the first class that is served, ``files`` the promised static file, ``provoked``
    what a release of our own answered to what it cannot take, ``missed`` what it answered beside the static
    file and public paths: to names that are not there, to another method and to an odd query.
    """

    responses: tuple[Response, ...]
    foreign: tuple[Response, ...]
    unsent: tuple[str, ...]
    control: tuple[Response, ...] = ()
    trusted: tuple[Response, ...] = ()
    trusted_preflights: tuple[Response, ...] = ()
    heads: tuple[Response, ...] = ()
    files: tuple[Response, ...] = ()
    provoked: tuple[Response, ...] = ()
    missed: tuple[Response, ...] = ()


@dataclass(frozen=True)
class Disguised:
    """A private path that was asked for in disguise; ``beside`` is one that nobody serves, in the same."""

    path: str
    how: str
    answer: Response
    beside: Response


@observed_by(
    "gonogo.suites.security.experiments.surface:visit_private_paths",
    kind=Kind.READS,
    needs=frozenset({Can.ANSWER, Can.ENTER_THE_FRONT}),
    quick=True,
)
@dataclass(frozen=True)
class PrivatePaths:
    """Private paths at the public entry; ``control`` holds a public one that is served there.

    ``disguised`` are the first of them in other spellings, at a release of our own; ``of_nobody`` holds, for
    each that is not refused, how a path at the root is answered that nobody has: one beside it may be
    answered by what is private as well.
    """

    answers: tuple[Response, ...]
    control: tuple[Response, ...] = ()
    disguised: tuple[Disguised, ...] = ()
    of_nobody: tuple[tuple[str, Response], ...] = ()


@observed_by(
    "gonogo.suites.security.experiments.surface:visit_private_writes",
    kind=Kind.WRITES,  # what is open by mistake would write
    needs=frozenset({Can.ANSWER, Can.ENTER_THE_FRONT, Can.TAKE_WRITES}),
)
@dataclass(frozen=True)
class PrivateWrites:
    """The same for private paths with a method that may write."""

    answers: tuple[Response, ...]
    control: tuple[Response, ...] = ()
    of_nobody: tuple[tuple[str, Response], ...] = ()


@dataclass(frozen=True)
class Call:
    """One call of a route of the live route table.

    ``credential`` is `none`, `empty`, `malformed` or `unknown`, or `right` in a control; `changed`,
    `extended` and `shortened` are nearly right; `none, from inside` has none and says that it is a probe from
    the service's own machine; `none, but a name` has none and names somebody as a gateway would.
    ``template`` is the path as the table has it.
    """

    source: str
    method: str
    template: str
    credential: str
    status: int | None
    error: str

    @property
    def route(self) -> str:
        """Method and template, as the contract's allow-list writes them."""
        return f"{self.method} {self.template}"


@observed_by(
    "gonogo.suites.security.experiments.surface:call_every_route",
    kind=Kind.WRITES,  # a route that lost its authentication would write
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES, Can.RUN_COMMAND}),
    spared={Can.RUN_COMMAND: "security.routes.documented"},
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class Calls:
    """Calls of every route, without a credential and with wrong ones, at each process.

    Each that knows GET is called with HEAD as well, without a credential. ``control`` holds calls of each
    process with a right one, up to the first that was taken, and ``nearly`` the same call without one, and
    with one that differs from it at its end. ``unreached`` are a source and a route, where anybody, with a
    right credential as well, is answered as for a path that does not exist.
    """

    calls: tuple[Call, ...]
    control: tuple[Call, ...] = ()
    nearly: tuple[Call, ...] = ()
    unreached: tuple[tuple[str, str], ...] = ()
