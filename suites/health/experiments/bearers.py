"""Ask a process that begins as who holds a token that another process of the release gave out."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.sampler import Question
from gonogo.suites.health.observations.probes import Sample
from gonogo.targets.base import Replica, Target, TargetError
from gonogo.targets.tokens import issued, presented

OF_A_BEARER = "traffic of a bearer"
Shown = tuple[Request, dict[str, str]]


def bearer(target: Target, contract: Contract) -> Shown | None:
    """Return what a token opens and the header that shows one, None where none is promised or none came.

    That none came is for the rules of the tokens themselves to say.
    """
    tokens = contract.security.tokens if contract.security else None
    if tokens is None or not tokens.protected.is_safe:
        return None
    try:
        return tokens.protected, presented(tokens, issued(target, tokens))
    except TargetError:
        return None


def question_of(shown: Shown, replica: Replica, patience_seconds: float) -> Question:
    """Return what its holder asks a process."""
    request, headers = shown
    url = below(replica.url, request.path)
    return Question(OF_A_BEARER, url, replica.name, headers, patience_seconds, request.method)


def promised_to(shown: Shown | None, samples: Iterable[Sample], *, alone: bool) -> dict[str, int]:
    """Return what its holder is promised, by the question.

    The only process of a release, as ``alone`` says, may check tokens by a key of its own: nothing is
    promised where it never takes that of another one, and where it does so later it had to from the first.
    """
    if shown is None:
        return {}
    promised = shown[0].status
    taken = any(one.question == OF_A_BEARER and one.status == promised for one in samples)
    return {OF_A_BEARER: promised} if taken or not alone else {}
