"""The settings, all from the environment, all checked before anything is connected."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SHORTEST_KEY = 24


class SettingsError(RuntimeError):
    """A setting is missing or does not do; the text names it."""


@dataclass(frozen=True)
class Settings:
    """What a process of this service runs with."""

    database_url: str
    redis_url: str
    api_keys: tuple
    environment: str
    log_level: str
    revision: str
    cache_seconds: int


def load(environ=None):
    """Read and check the environment."""
    env = os.environ if environ is None else environ
    environment = _one_of(env, "SHELF_ENV", ("production", "development"), "production")
    if environment == "production" and env.get("FLASK_DEBUG", "0") not in ("", "0"):
        raise SettingsError("FLASK_DEBUG must not be set where SHELF_ENV is production")
    return Settings(
        database_url=_url(env, "DATABASE_URL", ("postgresql", "postgres")),
        redis_url=_url(env, "REDIS_URL", ("redis", "rediss")),
        api_keys=_keys(env),
        environment=environment,
        log_level=_one_of(env, "LOG_LEVEL", LOG_LEVELS, "INFO"),
        revision=env.get("GIT_REVISION", "unknown"),
        cache_seconds=_whole(env, "CACHE_SECONDS", 30),
    )


def _required(env, name):
    value = env.get(name, "").strip()
    if not value:
        raise SettingsError(f"{name} is not set")
    return value


def _url(env, name, schemes):
    value = _required(env, name)
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname:
        raise SettingsError(f"{name} must be a URL with one of the schemes {', '.join(schemes)}")
    return value


def _keys(env):
    keys = tuple(key.strip() for key in _required(env, "API_KEYS").split(","))
    if any(len(key) < SHORTEST_KEY for key in keys):
        raise SettingsError(f"API_KEYS must be keys of at least {SHORTEST_KEY} characters, divided by commas")
    return keys


def _one_of(env, name, allowed, default):
    value = env.get(name, default)
    if value not in allowed:
        raise SettingsError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    return value


def _whole(env, name, default):
    value = env.get(name, str(default))
    if not value.isdigit():
        raise SettingsError(f"{name} must be a whole number of seconds, not {value!r}")
    return int(value)
