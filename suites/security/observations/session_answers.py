"""What the security gate sees of the answers that begin, show and end a session."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.security.observations.surface import Response


@observed_by(
    "gonogo.suites.security.experiments.session_answers:look_around",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=120.0,  # a limit that somebody else has used up is waited for
)
@dataclass(frozen=True)
class SessionAnswers:
    """A sign-in, the pages behind it and, where the contract has one, the sign-out, in that order.

    Each answer is kept without its cookies, its body and its query.
    """

    answers: tuple[Response, ...]
