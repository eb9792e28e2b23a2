"""What the security gate sees of the ids of requests: in answers, and in the records that requests cause."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Asked:
    """One request: its name, the id that was sent with it and the one that its answer stated, or nothing.

    ``status`` is None where no answer came. ``entered`` is whether it went by the way of users and not to a
    process of the release, ``where`` says what else was otherwise. ``by_sent`` and ``by_stated`` count
    records with either, ``told`` is whether one of them says that it failed, ``line`` is one of them.
    """

    what: str
    status: int | None
    where: str = ""
    entered: bool = False
    sent: str = ""
    stated: str = ""
    by_sent: int = 0
    by_stated: int = 0
    told: bool = False
    line: str = ""

    @property
    def name(self) -> str:
        """What was asked for, and where."""
        return f"{self.what}, {self.where}" if self.where else self.what

    @property
    def ids(self) -> tuple[str, ...]:
        """The stated ids: of a header that the release and a proxy have both set, either."""
        return tuple(filter(None, map(str.strip, self.stated.split(","))))

    @property
    def is_recorded(self) -> bool:
        """Whether a record carries its id."""
        return bool(self.by_sent or self.by_stated)


@dataclass(frozen=True)
class Written:
    """Records of one form in one log, while one request was repeated: one after the other, then all at once.

    ``alone`` and ``at_once`` count those with its id, for each time that it was sent. The others are
    ``astray``: without an id of ours, or with the one of an earlier request again and again. ``marked`` are
    those that name their request otherwise and do not have its id. ``unasked`` came while nothing was sent.
    """

    what: str
    log: str
    form: str
    line: str
    alone: tuple[int, ...]
    at_once: tuple[int, ...]
    astray_alone: int = 0
    astray_at_once: int = 0
    marked: int = 0
    unasked: int = 0

    @property
    def name(self) -> str:
        """What was asked for, and where."""
        return self.what


@observed_by(
    "gonogo.suites.security.experiments.identified:ask_and_read",
    kind=Kind.DISRUPTS,  # nobody else may ask meanwhile; a dependency is taken away so that answers are 5xx
    needs=frozenset({Can.ANSWER, Can.REACH_REPLICAS, Can.TAKE_WRITES, Can.READ_LOGS}),
    deadline_seconds=240.0,
)
@dataclass(frozen=True)
class Identified:
    """All that was asked and what was written of it.

    ``silent`` are named services beside the release of which no record carries an id of these requests,
    ``wrote`` is whether the release has ever logged anything.
    """

    asked: tuple[Asked, ...]
    written: tuple[Written, ...]
    silent: tuple[str, ...] = ()
    wrote: bool = True
