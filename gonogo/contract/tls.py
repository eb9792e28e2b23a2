"""TLS: what clients may rely on wherever a release is asked under it, and where that is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from gonogo.contract.base import Count, Encrypted, Name, Section


class Tls(Section):
    """What holds wherever TLS is spoken: each https address of target and contract, and `deployment.tls`.

    A target that is a plain http URL on loopback stands behind what speaks TLS, which nobody can ask there.
    """

    valid_days: Count | None = None
    """Each certificate on the way to the CA goes on for so many days: as many as it takes to renew one by
    hand, as 21, or fewer, as 2, where that is automatic and tried each day."""
    oldest: Literal["1.2", "1.3"] | None = None
    """The oldest version of TLS that is spoken."""

    @model_validator(mode="after")
    def _promises(self) -> Tls:
        if not (self.valid_days or self.oldest):
            raise ValueError("it promises nothing; legal: valid_days, oldest")
        return self


class TlsEnds(Section):
    """Where a release that is started here speaks TLS, besides what is asked of it in plain HTTP."""

    addresses: tuple[Encrypted, ...] = Field(min_length=1)
    """`:8443/` on another port, of each local process or of the stack's entry, or a whole https URL."""
    names: tuple[Name, ...] = ()
    """Hosts by which clients ask there, as `www.example.com`; the address's own where absent."""
    ca: Name | None = None
    """PEM file of the CA that they trust, relative to the contract; the usual ones where absent."""
