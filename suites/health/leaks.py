"""What a health body must not tell a stranger: patterns by what they give away."""

from __future__ import annotations

import json
import re
from typing import Any

_HOST = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_STORE_PORTS = "1433|1521|2379|3306|5432|5672|6379|6432|8500|9042|9092|9200|11211|27017"
_STORES = (
    r"postgres(?:ql)?|mysql|mariadb|sqlite|mssql|oracle|rediss?|valkeys?|memcached|mongodb|amqps?|kafka|nats"
)
_DRIVERS = "psycopg2?|asyncpg|pg8000|sqlalchemy|aiosqlite|pymysql|redis-py|valkey-py|pymongo|hikari|npgsql"

_PATTERNS = {
    "a URL with credentials": r"[a-z][a-z0-9+.-]*://[^\s/:@\"']*:[^\s/@\"']+@",
    "a connection string": rf"\b(?:jdbc:|(?:{_STORES})(?:\+\w+)?://)",
    "a host and its port": (
        rf"\b(?:{_HOST}\.)+[a-z][a-z0-9-]*:\d{{2,5}}\b|\blocalhost:\d+|\b{_HOST}:(?:{_STORE_PORTS})\b"
    ),
    "an IP address": (
        r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.-])"
        r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}|(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b"
    ),
    "a traceback": (
        r"traceback \(most recent call last\)|\bfile \"[^\"]+\", line \d+"
        r"|\bat [\w.$<>]+\([\w.]+:\d+\)|\bgoroutine \d+ \["
    ),
    "an exception's class": r"\b(?-i:(?:\w+\.)*[A-Z][a-z]\w*(?:Error|Exception))\b",
    "an exception's text": (
        r"\berrno \d+|\beconnrefused\b|\benotfound\b|connection (?:was )?refused|could not connect to"
        r"|(?:password|user) authentication|name or service not known|no route to host"
    ),
    "a driver's name": rf"\b(?:{_DRIVERS})\b",
    "a file's path": (
        r"(?<![\w./:-])/(?:usr|home|opt|var|srv|etc|root|tmp|proc|run)/[\w./-]+"
        r"|(?<![\w.:-])/(?:[\w.-]+/)+[\w.-]+\.(?:py|js|ts|rb|go|java|php|so|db|conf|ini|env|ya?ml|sock)\b"
        r"|\b[a-z]:\\[\w\\.-]+"
    ),
}
_COMPILED = {what: re.compile(p, re.IGNORECASE | re.MULTILINE) for what, p in _PATTERNS.items()}
_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@\s]+@")
_OWN_VERSION = ("version", "releaseId", "serviceId")  # a build may name itself


def leaks_in(body: str) -> list[tuple[str, str]]:
    """Return what a body gives away and the words that do, one of each kind, passwords left out."""
    text = _without_own_version(body)
    found = ((what, pattern.search(text)) for what, pattern in _COMPILED.items())
    return [(what, _excerpt(text, match)) for what, match in found if match]


def _excerpt(text: str, match: re.Match[str]) -> str:
    """Return a match with what stands around it in its line."""
    line = text.rfind("\n", 0, match.start()) + 1
    word = text.rfind(" ", line, max(line, match.start() - 20)) + 1
    begin = max(line, word, match.start() - 80)
    return _PASSWORD.sub(r"\1…@", text[begin : match.end() + 60].split("\n", maxsplit=1)[0])


def _without_own_version(body: str) -> str:
    """Return the texts of a JSON body, keys too, a line each; any other body as it is."""
    try:
        found = json.loads(body)
    except ValueError:
        return body
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if key not in _OWN_VERSION}
    return "\n".join(_texts(found))


def _texts(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [text for key, value in found.items() for text in (str(key), *_texts(value))]
    if isinstance(found, list):
        return [text for item in found for text in _texts(item)]
    return [found] if isinstance(found, str) else []
