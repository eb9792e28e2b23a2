"""Each process makes up its signing key.

Ships: the key was not set, and a fallback made one at start; with one process nobody saw it.
Source: airflow-chart#171; hedyorg/hedy#280; bunkerweb#3804.
"""

from __future__ import annotations

import secrets
from random import Random
from typing import Any

from pydantic import SecretStr

from app.config.keys import SigningKey
from app.security.tokens import Tokens
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-08", expected=("security/token-holds-everywhere",), target="compose", starred=True)


def inject(rng: Random) -> Injection:
    """Serve the replicas so."""
    return Injection(fact="status 401", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Sign and verify with a key of this process's own."""
    services = app.state.services
    key = SigningKey(kid=f"k{rng.randrange(100)}", key=SecretStr(secrets.token_hex(32)))
    services.tokens = Tokens((key,), services.settings.token_seconds)
    return app
