"""What the security gate sees of inputs that no client sends by mistake, and of the next client."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by

_OFTEN = 3  # a worker that is replaced after a few requests ends by chance once or twice


@dataclass(frozen=True)
class Answered:
    """A plain request of the next client, on a connection of its own; ``error`` is empty where it came."""

    status: int | None
    seconds: float
    error: str = ""


@dataclass(frozen=True)
class Once:
    """One time that an input was sent.

    ``answer`` is what came of it and ``seconds`` how long that took, None where nothing came in time.
    ``beside`` was asked while the input was read, ``after`` when it was over. ``away_seconds`` is how long
    the service was away then: 0 where it was not, None where it did not come back while we waited.
    ``ended`` names processes that ended meanwhile.
    """

    answer: str
    seconds: float | None
    beside: Answered
    after: Answered
    away_seconds: float | None = 0.0
    ended: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alone:
    """One message by itself, an input or (not ``hostile``) a plain request, and what ended soon after it."""

    hostile: bool
    ended: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tried:
    """An input at one place, and each time that it was sent: twice where the first one looked bad.

    ``whole`` is whether an answer is owed; inputs of one ``series`` differ in ``size_bytes`` alone. ``alone``
    is how it went on by itself where a process had ended and nobody was left without an answer.
    """

    what: str
    place: str
    size_bytes: int
    whole: bool
    series: str
    times: tuple[Once, ...]
    alone: tuple[Alone, ...] = ()

    @property
    def ends_alone(self) -> bool:
        """Whether a process ended each time that it was sent alone, and never after a plain request.

        One that is replaced after so many requests, or so much time, ends after either.
        """
        hostile, plain = (
            [bool(one.ended) for one in self.alone if one.hostile is kind] for kind in (True, False)
        )
        return min(len(hostile), len(plain)) >= _OFTEN and all(hostile) and not any(plain)


@dataclass(frozen=True)
class Usual:
    """The control of a place before anything was sent: its status beside the promised one, its slowest."""

    place: str
    promised: int
    status: int | None
    seconds: float
    error: str = ""


@observed_by(
    "gonogo.suites.security.experiments.hostile:send_hostile_inputs",
    kind=Kind.DISRUPTS,  # a service that is not well made does not survive it
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=300.0,
)
@dataclass(frozen=True)
class HostileInputs:
    """Every input at every place; ``unsent`` says why some were not sent, empty where all were.

    ``restarted`` names processes that are others than before, without an input that is known to have done it.
    ``left_out`` counts inputs for which a slow service would have taken too long, evenly among all kinds.
    """

    usual: tuple[Usual, ...]
    tried: tuple[Tried, ...]
    unsent: tuple[str, ...] = ()
    restarted: tuple[str, ...] = ()
    left_out: int = 0
