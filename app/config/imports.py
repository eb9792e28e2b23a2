"""Settings of imports: what may be fetched, how long that may take, how often it is tried."""

import ipaddress
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode

from app.config.addresses import require_network

Environment = Literal["development", "testing", "staging", "production"]
DEPLOYED = frozenset({"staging", "production"})
Seconds = Annotated[float, Field(ge=0, le=300, allow_inf_nan=False)]
Deadline = Annotated[float, Field(gt=0, le=300, allow_inf_nan=False)]
Port = Annotated[int, Field(ge=1, le=65535)]

OWN_MACHINE = tuple(
    map(
        ipaddress.ip_network,
        ("127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10", "0.0.0.0/8", "::/128"),
    )
)
"""Loopback, link-local (where clouds keep their credentials) and unspecified: never allowed once deployed."""


class ImportSettings(BaseSettings):
    """The settings that imports read; the environment comes first, for it decides what is legal."""

    environment: Environment
    import_allowed_networks: Annotated[tuple[str, ...], NoDecode] = ()
    import_allowed_ports: Annotated[tuple[Port, ...], NoDecode, Field(min_length=1)] = (80, 443)
    import_timeout_seconds: Deadline = 20.0
    import_max_bytes: Annotated[int, Field(ge=1, le=16 * 1024 * 1024)] = 1_048_576
    import_attempts: Annotated[int, Field(ge=1, le=20)] = 5
    import_backoff_seconds: Deadline = 2.0
    worker_port: Annotated[int, Field(ge=0, le=65535)] = 8001

    @field_validator("import_allowed_networks", mode="before")
    @classmethod
    def _import_networks(cls, value: Any) -> Any:
        entries = value.split(",") if isinstance(value, str) else value
        return tuple(require_network(str(entry).strip()) for entry in entries)

    @field_validator("import_allowed_networks")
    @classmethod
    def _no_own_machine(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        """Refuse, where the service is deployed, what would let a client read the machine it runs on."""
        if info.data.get("environment") not in DEPLOYED:
            return value
        for entry in value:
            network = ipaddress.ip_network(entry, strict=False)
            if any(network.version == own.version and network.overlaps(own) for own in OWN_MACHINE):
                raise ValueError("loopback and link-local addresses are refused in staging and production")
        return value

    @field_validator("import_allowed_ports", mode="before")
    @classmethod
    def _import_ports(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        ports = [port.strip() for port in value.split(",")]
        if not all(port.isdecimal() for port in ports):
            raise ValueError("expected ports divided by commas, like 80,443")
        return tuple(map(int, ports))
