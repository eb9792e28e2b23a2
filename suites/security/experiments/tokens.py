"""Get a token, use it everywhere, and forge it."""

from __future__ import annotations

import time
from typing import Any

from gonogo.contract.access import Tokens
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.forgery import decoded, forgeries
from gonogo.suites.security.observations.access import TokensTried, TokenUse
from gonogo.targets.base import Target, TargetError
from gonogo.targets.tokens import issued, presented

_CLOCKS_SECONDS = 30.0  # by which two may differ, where a token does not say when it was made
_USES_EACH = 8  # on fresh connections: a key of one worker among four is missed with a chance of 1 in 10,000


def try_tokens(target: Target, tokens: Tokens) -> TokensTried:
    """Use the genuine token at the entry and at each process; each forged one at the entry."""
    token, now = issued(target, tokens), time.time()
    try:
        claims, forged = decoded(token.split(".")[1]), forgeries(token, _public_keys(target, tokens))
    except (ValueError, IndexError) as odd:
        raise TargetError(f"{tokens.issue.path} gave no JSON Web Token: {odd}") from None
    places = [("entry", target.entry), *((replica.name, replica.url) for replica in target.replicas)]
    return TokensTried(
        valid=tuple(
            use(tokens, "valid", source, url, token) for source, url in places for _ in range(_USES_EACH)
        ),
        forged=tuple(use(tokens, what, "entry", target.entry, changed) for what, changed in forged),
        valid_seconds=_lifetime(claims, now),
    )


def _public_keys(target: Target, promised: Tokens) -> list[dict[str, Any]]:
    if promised.public_keys is None:
        return []
    found = probe(below(target.entry, promised.public_keys)).json().get("keys", [])
    return [key for key in found if isinstance(key, dict)]


def use(promised: Tokens, what: str, source: str, url: str, token: str) -> TokenUse:
    """Send the protected request with a token."""
    request = promised.protected
    answer = probe(below(url, request.path), method=request.method, headers=presented(promised, token))
    return TokenUse(what, source, answer.status, answer.error or "")


def _lifetime(claims: dict[str, Any], now: float) -> tuple[float, ...]:
    """Return how long it is valid: since it was made, or since now where it does not say.

    It need not say so (RFC 7519, 4.1.6).
    """
    begin, end = claims.get("iat"), claims.get("exp")
    if not isinstance(end, int | float):
        return ()
    if isinstance(begin, int | float):
        return (float(end - begin),)
    left = float(end - now)
    return (max(left - _CLOCKS_SECONDS, min(left, 1.0)),)
