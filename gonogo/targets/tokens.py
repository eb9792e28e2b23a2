"""Get a token as a client of the service does, and present it."""

from __future__ import annotations

from gonogo.contract.access import Tokens
from gonogo.core.secrets import MissingSecretError
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.targets.base import Target, TargetError
from gonogo.targets.identity.reading import lookup


def issued(target: Target, promised: Tokens) -> str:
    """Get a token; TargetError where none comes, or where nobody said a secret that it takes."""
    request, headers = promised.issue, target.headers(promised.issue.credential)
    try:
        stated, body = request.written(target.context.secrets.resolve)
    except MissingSecretError as unset:
        raise TargetError(str(unset)) from None
    url = below(target.entry, request.path)
    answer = probe(url, method=request.method, headers=headers | stated, body=body)
    token = lookup(answer, promised.key)
    if answer.status != request.status or not token:
        said = answer.error or f"status {answer.status}"
        raise TargetError(f"no token came from {request.method} {request.path}: {said}")
    return token


def presented(promised: Tokens, token: str) -> dict[str, str]:
    """Return the header that presents it."""
    return {promised.header: f"{promised.scheme} {token}".strip()}
