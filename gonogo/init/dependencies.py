"""Images that a compose file names as what a service depends on, and how each is treated badly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gonogo.init.services import filled

_OWN_ADDRESS = "$(hostname -i | cut -d' ' -f1)"
"""Of the container: many images trust whoever comes by loopback."""


@dataclass(frozen=True)
class Known:
    """A product: whether a service usually works without it, and commands in `{user}` and `{database}`.

    ``password`` names variables of its container one of which holds the password of ``known``. Without
    ``pause`` it is stopped only: nobody has seen what it does when it is frozen.
    """

    product: str
    hard: bool
    password: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    refusal: str = ""
    right: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    pause: bool = True


def _shell(command: str) -> tuple[str, ...]:
    return ("sh", "-c", command)


_PSQL = f'PGPASSWORD="${{password}}" psql --host={_OWN_ADDRESS} -U {{user}} -d {{database}} --no-password'
_READ_ONLY = (
    "-c 'ALTER ROLE CURRENT_USER SET default_transaction_read_only = on'",
    "-c 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
    "WHERE pid <> pg_backend_pid() AND usename = current_user'",
)
_POSTGRES = Known(
    "PostgreSQL",
    hard=True,
    password=("POSTGRES_PASSWORD",),
    anonymous=_shell(f"psql --host={_OWN_ADDRESS} -U {{user}} -d {{database}} --no-password -c 'SELECT 1'"),
    refusal="no password supplied",
    right=_shell(f"{_PSQL} -c 'SELECT 1'"),
    read_only=_shell(" ".join((_PSQL, *_READ_ONLY))),
    undo=_shell(
        f"{_PSQL} -c 'SET default_transaction_read_only = off' "
        "-c 'ALTER ROLE CURRENT_USER RESET default_transaction_read_only'"
    ),
)


def _my(client: str, variable: str) -> Known:
    root = f'{client} -uroot -p"${variable}"'
    return Known(
        "MySQL" if client == "mysql" else "MariaDB",
        hard=True,
        password=(variable,),
        anonymous=_shell(f"{client} -h{_OWN_ADDRESS} -uroot -e 'SELECT 1'"),
        refusal="Access denied",
        right=_shell(f"{root} -e 'SELECT 1'"),
        read_only=_shell(f"{root} -e 'SET GLOBAL read_only = ON'"),
        undo=_shell(f"{root} -e 'SET GLOBAL read_only = OFF'"),
    )


def _redis(client: str, variables: tuple[str, ...]) -> Known:
    return Known(
        "Redis" if client == "redis-cli" else "Valkey",
        hard=False,
        password=variables,
        anonymous=(client, "ping"),
        refusal="NOAUTH",
        right=_shell(f'REDISCLI_AUTH="${{password}}" {client} ping'),
    )


_MONGO = Known(
    "MongoDB",
    hard=True,
    password=("MONGO_INITDB_ROOT_PASSWORD",),
    anonymous=("mongosh", "--quiet", "--eval", "db.adminCommand({listDatabases: 1})"),
    refusal="requires authentication",
    right=_shell(
        'mongosh --quiet -u "$MONGO_INITDB_ROOT_USERNAME" -p "${password}" '
        '--eval "db.adminCommand({listDatabases: 1})"'
    ),
)
_ELASTIC = Known(
    "Elasticsearch",
    hard=True,
    password=("ELASTIC_PASSWORD",),
    anonymous=("curl", "-s", "http://127.0.0.1:9200/_cat/indices"),
    refusal="security_exception",
    right=_shell('curl -s -u "elastic:${password}" http://127.0.0.1:9200/_cat/indices'),
)
_POSTGRES_IMAGES = (
    *("postgres", "postgresql", "postgis", "pgvector", "timescaledb"),
    *("pgvecto-rs", "vchord-postgres", "vchord-suite"),
)
_PRODUCTS = {
    **dict.fromkeys(_POSTGRES_IMAGES, _POSTGRES),
    **dict.fromkeys(("mysql", "mysql-server", "percona"), _my("mysql", "MYSQL_ROOT_PASSWORD")),
    "mariadb": _my("mariadb", "MARIADB_ROOT_PASSWORD"),
    **dict.fromkeys(
        ("redis", "redis-stack", "redis-stack-server", "redismod"),
        _redis("redis-cli", ("REDIS_PASSWORD", "REDISCLI_AUTH")),
    ),
    "valkey": _redis("valkey-cli", ("VALKEY_PASSWORD", "REDISCLI_AUTH")),
    "rabbitmq": Known("RabbitMQ", hard=True),
    **dict.fromkeys(("mongo", "mongodb"), _MONGO),
    **dict.fromkeys(("elasticsearch", "opensearch"), _ELASTIC),
    **dict.fromkeys(("clickhouse", "clickhouse-server"), Known("ClickHouse", hard=True, pause=False)),
    "memcached": Known("Memcached", hard=False, pause=False),
    "minio": Known("MinIO", hard=True, pause=False),
    "keydb": Known("KeyDB", hard=False, pause=False),
    "dragonfly": Known("Dragonfly", hard=False, pause=False),
}
_BESIDE = re.compile(
    r"(?:^|[-_])(?:express|meta|backup|commander|router|sentinel|dashboards?|browser|console|client|ui|proxy)"
    r"(?:$|[-_])|(?:exporter|insight|admin|operator|bouncer|workbench)$"
)
"""Words of what looks at a database, copies it, or stands before it."""
_PROXIES = frozenset(
    {"nginx", "haproxy", "traefik", "caddy", "envoy", "httpd", "kong", "proxy", "gateway", "ingress"}
)


def product_of(image: str) -> str:
    """Return the last part of an image's name, without registry, tag and digest; of `${X:-y}` that of y."""
    return filled(image, {}).partition("@")[0].rpartition("/")[2].partition(":")[0].lower()


def is_proxy(name: str, made: Mapping[str, Any]) -> bool:
    """Whether a service stands before others, by a word of its name or of its image's."""
    words = re.split(r"[-_.]", f"{name.lower()}-{product_of(str(made.get('image', '')))}")
    return bool(_PROXIES & set(words)) and "exporter" not in words


def known(image: str) -> Known | None:
    """Return what is known of an image as a dependency; what stands beside one is none."""
    name = product_of(image)
    if _BESIDE.search(name):
        return None
    found = (made for word, made in _PRODUCTS.items() if name.startswith(f"{word}-"))
    return _PRODUCTS.get(name) or next(found, None)


def treatment(found: Known, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how a dependency is paused and asked by a stranger, as a contract says it."""
    names = _names(found, environment)
    made: dict[str, Any] = {"pause": True} if found.pause else {}
    if found.anonymous and names["password"]:
        made["anonymous"] = {
            "command": _filled(found.anonymous, names),
            "refusal": found.refusal,
            "known": _filled(found.right, names),
        }
    return made


def read_only(found: Known, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how a dependency is made to refuse writes, and to take them again; empty where nobody knows."""
    names = _names(found, environment)
    if not found.read_only or not names["password"]:
        return {}
    return {"command": _filled(found.read_only, names), "undo": _filled(found.undo, names)}


def _names(found: Known, environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the commands name: by the container's own variables, whose values another file may say."""
    user = '"$POSTGRES_USER"' if "POSTGRES_USER" in environment else "postgres"
    database = '"$POSTGRES_DB"' if "POSTGRES_DB" in environment else user
    password = next((name for name in found.password if name in environment), "")
    return {"user": user, "database": database, "password": password}


def _filled(words: tuple[str, ...], names: Mapping[str, str]) -> list[str]:
    """Put names into a command; any other brace stays."""
    filled = list(words)
    for name, value in names.items():
        filled = [word.replace("{" + name + "}", value) for word in filled]
    return filled
