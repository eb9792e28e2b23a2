"""What the security gate sees of tokens that the service's own key signed and that are invalid."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.security.observations.access import TokenUse


@observed_by(
    "gonogo.suites.security.experiments.signed:try_signed_tokens",
    kind=Kind.READS,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=60.0,
)
@dataclass(frozen=True)
class SignedTokens:
    """``control`` holds a genuine token signed anew; ``invalid`` those with one claim changed each."""

    control: tuple[TokenUse, ...]
    invalid: tuple[TokenUse, ...]
