"""API keys of clients, and the keys that sign their tokens."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from app.config.security import weakness

Scope = Literal["articles:read", "articles:write", "articles:admin"]


class ApiKey(BaseModel):
    """One client of the service: its name in logs and limits, its key, what it may do."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
    key: SecretStr
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1)]

    @field_validator("key")
    @classmethod
    def _strong(cls, key: SecretStr) -> SecretStr:
        if (reason := weakness(key.get_secret_value())) is not None:
            raise ValueError(reason)
        return key


class SigningKey(BaseModel):
    """An Ed25519 key: the id that tokens name, and the 32 bytes of its seed as hexadecimal digits."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kid: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
    key: SecretStr

    @field_validator("key")
    @classmethod
    def _seed(cls, key: SecretStr) -> SecretStr:
        digits = key.get_secret_value()
        if re.fullmatch(r"[0-9a-f]{64}", digits) is None:
            raise ValueError("expected 64 lower-case hexadecimal digits, the 32 bytes of an Ed25519 seed")
        if (reason := weakness(digits)) is not None:
            raise ValueError(reason)
        return key
