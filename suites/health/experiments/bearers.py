"""Ask a process that begins as who holds a token that another process of the release gave out."""

from __future__ import annotations

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.sampler import Question
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


def promised_to(shown: Shown | None) -> dict[str, int]:
    """Return what its holder is promised, by the question."""
    return {OF_A_BEARER: shown[0].status} if shown else {}
