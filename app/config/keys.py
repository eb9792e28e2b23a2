"""API keys of clients."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from app.config.security import weakness

Scope = Literal["articles:read", "articles:write"]


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
