"""What a health body in JSON tells, as a text would say it. Pure.

A key and its value, a host and its port beside it, belong together as two words in a line do.
"""

from __future__ import annotations

import re
from typing import Any

from gonogo.core.keys import json_of

STORES = (
    "postgres(?:ql)?|mysql|mariadb|sqlite|mssql|oracle|rediss?|valkeys?|memcached|mongo(?:db)?|cassandra|neo4j"
    "|couchbase|amqps?|kafka|nats"
)
STORE_PORTS = "1433|1521|2379|3306|5432|5672|6379|6432|8500|9042|9092|9200|11211|27017"
SERVERS = (
    "c?python|openssl|uvicorn|gunicorn|hypercorn|nginx|apache|haproxy|tomcat|debian|ubuntu|alpine|php|ruby|rails"
    "|django|flask|fastapi|werkzeug|spring[ -]?boot|java|jvm|golang|rabbit(?:mq)?|elasticsearch"
)
_OWN_VERSION = ("version", "releaseId", "serviceId")  # a build may name itself
_NUMBERS = re.compile(r"v?\d+(?:\.\d+)+(?:[-+][\w.+-]+)?")
_SAYS_VERSION = re.compile(
    r"(?i)(.*?)[_. -]?(?:server|client|engine|runtime|driver)?[_. -]?"
    r"(?:versions?|release|revision|build|tag)(?:[_ -]?(?:number|no|id|name))?"
)
_SOFTWARE = re.compile(rf"(?i:{STORES}|{SERVERS}|node(?:\.?js)?)")
# What a field is called, and no exception: Go's and .NET's names begin with a capital.
_NAMES_ERROR = re.compile(
    r"(?:Last|Latest|Recent|Current|First|Previous|Has|Is|No)(?:[A-Z]\w*)?(?:Error|Exception)"
)
_MAY_BE_ERROR = re.compile(r"[A-Z]\w*(?:Error|Exception)")
LEADS = "href|url|uri|link|self|next|prev|previous|first|last|related|about|redirect"
"""Keys of what leads somewhere."""
_LEADS = re.compile(rf"(?i:(?:[\w-]*[_-])?(?:{LEADS}))")
_LINKS = frozenset({"links", "_links"})
_STATES = frozenset({"status", "state", "health", "healthy"})
_SAYS_HOST = re.compile(r"(.*?)(?:host(?:_?name)?|server)")
_IS_STORE = re.compile(rf"(?i:(?:[\w.-]*[_.-])?(?:databases?|db|data_?source|{STORES})[_.-]?)")


def told_by(body: str) -> str:
    """Return the texts of a JSON body, keys too, a line each; any other body as it is.

    A version is put beside the software that it is told of; one of the service's own is left out.
    """
    try:
        found = json_of(body)
    except ValueError:
        return body
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if key not in _OWN_VERSION}
    return "\n".join(_texts(found, ()))


def _texts(found: Any, within: tuple[str, ...]) -> list[str]:
    if isinstance(found, dict):
        own = [text for key, value in found.items() for text in _texts_at(str(key), value, within)]
        return own + _addresses(found, within)
    if isinstance(found, list):
        return [text for item in found for text in _texts(item, within)]
    return [found] if isinstance(found, str) else []


def _texts_at(key: str, value: Any, within: tuple[str, ...]) -> list[str]:
    """Return a key and what stands there; the name of an error that is not there tells nothing."""
    is_no_class = _NAMES_ERROR.fullmatch(key) or (not value and _MAY_BE_ERROR.fullmatch(key))
    named = [] if is_no_class or _names_a_check(key, value) else [key]
    if (
        isinstance(value, str)
        and value.startswith("/")
        and (_LEADS.fullmatch(key) or _LINKS & {key, *within})
    ):
        return [*named, value.lstrip("/")]  # a path of the service's own, and of no file
    if isinstance(value, str) and _NUMBERS.fullmatch(value):
        return [*named, *_version(key, value, within)]
    return [*named, *_texts(value, (*within, key))]


def _names_a_check(key: str, value: Any) -> bool:
    """Whether a key is a word by which a check goes, as `npgsql` of .NET: what is checked, and no leak."""
    told = value if isinstance(value, dict) else {}
    return key.isidentifier() and not _MAY_BE_ERROR.fullmatch(key) and bool(_STATES & {*map(str.lower, told)})


def _version(key: str, value: str, within: tuple[str, ...]) -> list[str]:
    """Return numbers with dots, and whose version they are: three numbers under a name, or two that say so.

    A schema's version is not that of the store in which it is.
    """
    said = _SAYS_VERSION.fullmatch(key)
    is_said_above = any(map(_SAYS_VERSION.fullmatch, within))  # {"versions": {"redis": "7.2"}}
    of = said[1] if said else key
    names = within if said and not of else (of,) if said or is_said_above or value.count(".") == 2 else ()
    software = [f"{one} {value}" for one in names if _SOFTWARE.fullmatch(one)]
    return software if said or is_said_above else [*software, value]


def _addresses(found: dict[Any, Any], within: tuple[str, ...]) -> list[str]:
    """Return each host with what stands beside it: the port of a store, or who signs in there."""
    named = {str(key).lower(): value for key, value in found.items() if value}
    told = []
    for key, host in named.items():
        said = _SAYS_HOST.fullmatch(key)
        if said and isinstance(host, str):
            before = said[1] or ""
            own = {name[len(before) :]: value for name, value in named.items() if name.startswith(before)}
            told += _address(host, own, is_store=any(map(_IS_STORE.fullmatch, (*within, before))))
    return told


def _address(host: str, own: dict[str, Any], *, is_store: bool) -> list[str]:
    port = str(own.get("port", ""))
    user = next((own[name] for name in ("user", "username") if isinstance(own.get(name), str)), "")
    rest = [f"{name}={own[name]}" for name in ("dbname", "password") if name in own]
    at_store = [f"{host}:{port}"] if re.fullmatch(STORE_PORTS, port) else []
    signs_in = user and (rest or at_store or is_store)
    return [*at_store, *([f"host={host} user={user} {' '.join(rest)}"] if signs_in else [])]
