"""Settings of the service: read from the environment once, checked whole, immutable."""

import json
import re
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from limits import parse as parse_rate_limit
from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from app.config.addresses import require_embedded, require_network
from app.config.hosts import require_host
from app.config.imports import DEPLOYED, Deadline, ImportSettings, Seconds
from app.config.keys import ApiKey, SigningKey
from app.config.memory import require_room
from app.config.security import DEFAULT_PASSWORDS

PREFIX = "UKP_"
WEB_CONCURRENCY = "WEB_CONCURRENCY"
"""The name under which platforms and servers know the number of workers; it has no prefix."""


class Settings(ImportSettings):
    """Every setting with its default; the variable is the field's name in capitals after `UKP_`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="forbid",
        validate_default=True,
        hide_input_in_errors=True,
    )

    database_url: SecretStr
    api_keys: Annotated[tuple[ApiKey, ...], NoDecode, Field(min_length=1)]
    signing_keys: Annotated[tuple[SigningKey, ...], NoDecode, Field(min_length=1, max_length=8)]
    token_seconds: Annotated[int, Field(ge=30, le=3600)] = 300
    cache_url: SecretStr | None = None
    # where a process listens is its own: replicas on one machine differ in nothing else
    host: Annotated[str, Field(min_length=1, exclude=True)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, exclude=True)] = 8000
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    rate_limit: str = "600/minute"
    sign_in_rate_limit: str = "30/minute"
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, Field(min_length=1)] = (
        "localhost",
        "127.0.0.1",
        "[::1]",
    )
    drain_seconds: Seconds = 3.0
    shutdown_seconds: Deadline = 10.0
    database_pool_size: Annotated[int, Field(ge=1, le=100)] = 5
    database_timeout_seconds: Deadline = 2.0
    max_body_bytes: Annotated[int, Field(ge=1, le=16 * 1024 * 1024)] = 262_144
    revision: Annotated[str, Field(pattern=r"^[A-Za-z0-9._+-]{1,64}$")] = "unknown"
    migrate_on_start: bool = False
    web_concurrency: Annotated[
        int, Field(ge=1, le=16, validation_alias=AliasChoices(WEB_CONCURRENCY, "web_concurrency"))
    ] = 1

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        url, deployed = urlsplit(value.get_secret_value()), info.data.get("environment") in DEPLOYED
        if url.scheme == "sqlite+aiosqlite":
            require_embedded(url, deployed=deployed)
            return value
        if url.scheme != "postgresql+psycopg" or not (url.username and url.hostname and url.path.strip("/")):
            raise ValueError(
                "expected postgresql+psycopg://user:password@host:5432/database "
                "or sqlite+aiosqlite:////absolute/path, got another form",
            )
        if deployed and unquote(url.password or "") in DEFAULT_PASSWORDS:
            raise ValueError("its password is empty or a well-known default; set a random password")
        return value

    @field_validator("cache_url")
    @classmethod
    def _cache(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        production = info.data.get("environment") == "production"
        if value is None:
            if production:
                raise ValueError("required in production, where replicas have to share their rate limits")
            return value
        url = urlsplit(value.get_secret_value())
        if url.scheme not in {"valkey", "valkeys"} or not url.hostname:
            raise ValueError("expected valkey://:password@host:6379/0, got another form")
        if info.data.get("environment") in DEPLOYED and unquote(url.password or "") in DEFAULT_PASSWORDS:
            raise ValueError("its password is empty or a well-known default; set a random password")
        return value

    @field_validator("api_keys", "signing_keys", mode="before")
    @classmethod
    def _decode_keys(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise ValueError(f"expected a JSON list of keys, not JSON at character {error.pos}") from None

    @field_validator("api_keys")
    @classmethod
    def _distinct(cls, keys: tuple[ApiKey, ...]) -> tuple[ApiKey, ...]:
        if len({key.name for key in keys}) < len(keys):
            raise ValueError("expected a name of its own for each key, got one name twice")
        if len({key.key.get_secret_value() for key in keys}) < len(keys):
            raise ValueError("expected different keys, got one key twice")
        return keys

    @field_validator("signing_keys")
    @classmethod
    def _distinct_signing(cls, keys: tuple[SigningKey, ...]) -> tuple[SigningKey, ...]:
        if len({key.kid for key in keys}) < len(keys):
            raise ValueError("expected an id of its own for each key, got one id twice")
        return keys

    @field_validator("rate_limit", "sign_in_rate_limit")
    @classmethod
    def _limit(cls, value: str) -> str:
        if not re.fullmatch(r"[1-9][0-9]{0,6}/(second|minute|hour|day)", value):
            raise ValueError("expected a number and a period like 600/minute")
        parse_rate_limit(value)
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        entries = value.split(",") if isinstance(value, str) else value
        return tuple(require_network(str(entry).strip()) for entry in entries)

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: Any, info: ValidationInfo) -> Any:
        entries = value.split(",") if isinstance(value, str) else value
        deployed = info.data.get("environment") in DEPLOYED
        return tuple(require_host(str(entry).strip(), deployed=deployed) for entry in entries)

    @field_validator("migrate_on_start")
    @classmethod
    def _embedded_only(cls, value: bool, info: ValidationInfo) -> bool:
        url: SecretStr | None = info.data.get("database_url")
        if value and url is not None and not url.get_secret_value().startswith("sqlite"):
            raise ValueError(
                "true is for sqlite only; replicas would race, so run `python -m app migrate` once instead",
            )
        return value

    @field_validator("web_concurrency")
    @classmethod
    def _room(cls, value: int) -> int:
        return require_room(value)

    @property
    def is_documented(self) -> bool:
        """Whether the OpenAPI document is served."""
        return self.environment in {"development", "testing"}

    def secrets(self) -> list[str]:
        """Every secret value, so that logs can be cleared of them."""
        urls = [url.get_secret_value() for url in (self.database_url, self.cache_url) if url is not None]
        passwords = [password for url in urls if (password := urlsplit(url).password)]
        keys = [key.key.get_secret_value() for key in self.api_keys]
        keys += [key.key.get_secret_value() for key in self.signing_keys]
        return [*urls, *passwords, *(unquote(password) for password in passwords), *keys]
