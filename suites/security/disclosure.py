"""What an inside leaves in a text: traces, queries, paths, connection strings. Pure."""

from __future__ import annotations

import re

_DRIVERS = (
    "psycopg2?|asyncpg|sqlalchemy|sqlite3|aiosqlite|pymysql|pymongo|mysqlclient|pyodbc|redis|valkey|django"
)
_ERRORS = (
    "Arithmetic|Assertion|Attribute|Connection|Connect|Data|Import|Index|Integrity|Interface|Internal|Key|Lookup|"
    "Memory|ModuleNotFound|Name|NotImplemented|NullPointer|OS|Operational|Programming|Recursion|Reference|Runtime|"
    "Syntax|Timeout|Type|UnicodeDecode|Value|ZeroDivision"
)

_SIGNS = {
    "a stack trace": (
        r"Traceback \(most recent call last\)|File \\?\"[^\"\n]+\", line \d+"
        r"|\bat [\w.$<>]+\([\w.]+:\d+(?::\d+)?\)|\bgoroutine \d+ \[|\bpanic: "
        r"|\b[\w/.-]+\.(?:py|rb|php|go|java|js|ts):\d+"
    ),
    "a query": (
        r"\bSELECT\b[^\n]{1,400}\bFROM\b|\bINSERT INTO\b|\bUPDATE\b [^\n]{1,200}\bSET\b|\bDELETE FROM\b"
        r"|\bSQLSTATE\b|syntax error at or near|relation \"[^\"]+\" does not exist"
    ),
    "a driver": rf"\b(?:{_DRIVERS})\.[\w.]*\w",
    "an exception": rf"\b(?:[a-z_]\w*\.)+[A-Z]\w*(?:Error|Exception)\b|\b(?:{_ERRORS})(?:Error|Exception)\b",
    "a path": (
        r"(?<![\w.:/-])/(?:usr|opt|srv|var|root|etc)/[\w.-]+/[\w.-]+"
        r"|(?<![\w.:/-])/[\w.-]+(?:/[\w.-]+)*\.(?:py|rb|php|java|so|conf|db|sock|log)\b"
        r"|\b[A-Za-z]:\\\\?[\w. -]+\\"
    ),
    "a connection string": (
        r"\b[a-z][a-z0-9+.-]*://[^\s/:@\"']*:[^\s/@\"']+@"
        r"|\b(?:postgres(?:ql)?|mysql|mongodb|rediss?|valkeys?|amqps?|sqlite)(?:\+\w+)?://"
    ),
}
_PATTERNS = {what: re.compile(pattern) for what, pattern in _SIGNS.items()}
_SHOWN = 80


def disclosed(body: str, path: str = "") -> list[tuple[str, str]]:
    """Return what was found and where it begins, one for each kind.

    The request's own path and query are left out, since an answer may repeat them.
    """
    for own in (path, *path.split("?")):
        body = body.replace(own, " ") if len(own) > 1 else body
    found = ((what, pattern.search(body)) for what, pattern in _PATTERNS.items())
    return [(what, match.group().strip()[:_SHOWN]) for what, match in found if match]
