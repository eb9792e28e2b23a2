"""How the service signs its tokens, so that tokens can be made that it signed and must not take."""

from __future__ import annotations

from typing import Literal

from gonogo.contract.base import Name, Section


class Signing(Section):
    """The key of the release under test; never one of production."""

    algorithm: Literal["EdDSA", "ES256", "RS256", "PS256", "HS256", "HS384", "HS512"]
    """The algorithm of its tokens."""
    key: Name
    """The private key (PEM, or 64 hexadecimal digits of an Ed25519 seed) or the shared secret; `${NAME}` is
    taken from the environment or generated."""
