"""A new release brings a new key and signs tokens with it, and the release before does not know the key.

Ships: the key was rotated in one step, together with the release. Half of the replicas refuse what the other
half has just given out, and after a way back nobody's token is good.
Source: OpenID Connect Core 1.0, 10.1.1 "Rotation of Asymmetric Signing Keys"; RFC 8725.
"""

from __future__ import annotations

from random import Random
from typing import Any

from pydantic import SecretStr

from app.config.keys import SigningKey
from app.security.tokens import Tokens
from defects.generations import generation
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-20", expected=("rollback/previous-reads-what-this-wrote",), target="compose")


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 401", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Sign with the key of one's own generation, and know those of the releases before."""
    number = generation()
    return signing(app, rng, number, range(number, 0, -1))


def signing(app: Any, rng: Random, number: int, known: range) -> Any:
    """Verify with the keys of these generations and the configured ones, and sign with that of a number."""
    services, drawn = app.state.services, [rng.randbytes(32).hex() for _ in range(max(known, default=0) + 1)]
    added = {one: SigningKey(kid=f"r{one}", key=SecretStr(drawn[one])) for one in known}
    configured = services.settings.signing_keys
    others = [key for one, key in added.items() if one != number]
    first = [added[number]] if number else []
    services.tokens = Tokens([*first, *configured, *others], services.settings.token_seconds)
    return app
