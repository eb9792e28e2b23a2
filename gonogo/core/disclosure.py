r"""What an inside leaves in a body: traces, queries, paths, hosts, connection strings. Pure.

A health body has a small vocabulary, so that much in it is suspicious; an error's text may be about anything,
so that only what is unmistakable counts there. Bodies are looked at as they were sent, hence the ``\\?``, and
without the escapes of JSON and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from gonogo.core.confided import FORMS, SIGNED, confided
from gonogo.core.inside import DOMAINS, leads_inside
from gonogo.core.plain import plain
from gonogo.core.queries import QUERIES
from gonogo.core.told import LEADS, SERVERS, STORE_PORTS, STORES, told_by
from gonogo.core.troubles import (
    CLASSES,
    CLOUDS,
    NETWORKS,
    RUNTIMES,
    STATEMENTS,
    TRACES,
)

_PROGRAMS = "py|rb|php|go|java|js|ts|rs|kt|scala|exs?"
_NO_DOMAIN = "(?:cs|go|html?|java|json|jsx?|kt|php|rb|scala|tsx?|txt|xml|ya?ml)"
_DRIVERS = "psycopg2?|asyncpg|pg8000|sqlalchemy|aiosqlite|pymysql|pymongo"
_PACKAGES = rf"{_DRIVERS}|sqlite3|mysqlclient|pyodbc|redis|valkey|django"
_HOST = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ERRORS = (
    "Arithmetic|Assertion|Attribute|Connection|Connect|Data|Import|Index|Integrity|Interface|Key|Lookup|"
    "Memory|ModuleNotFound|Name|NotImplemented|NullPointer|OS|Operational|Programming|Recursion|Reference|Runtime|"
    "Syntax|Timeout|Type|UnicodeDecode|Value|ZeroDivision"
)
_RAISED = rf"\b(?:[a-z_]\w*\.){{1,20}}[A-Z]\w*(?:Error|Exception)\b|\b(?:{_ERRORS})(?:Error|Exception)\b"

_NAMESPACED = r"\b(?:System|Microsoft)\.[\w.]{1,200}Exception\b|\b(?:ActiveRecord|PG|Mysql2)::[A-Z]\w+"


class _Sign(NamedTuple):
    """What is disclosed, as a report names it, and how it is recognised."""

    what: str
    pattern: re.Pattern[str]


def _sign(what: str, pattern: str) -> _Sign:
    return _Sign(what, re.compile(pattern))


_ANYWHERE = (
    _sign("a URL with credentials", r"(?i:[a-z][a-z0-9+.-]{0,30}://[^\s/:@\"']*:[^\s/@\"']+@)"),
    _sign(
        "a connection string",
        rf"(?i:\b(?:jdbc:|(?:{STORES})(?:\+\w+)?://))"
        r"|(?i:\b(?:host|server|data source)=[^\s;]+[^\n]{0,200}?\b(?:password|pwd)=)",
    ),
    _sign("a secret", "|".join(FORMS)),
    _sign(
        "a stack trace",
        r"(?i:traceback \(most recent call last\)|file \\?\"[^\"\n]+\", line \d+)"
        r"|(?i:\bat [\w.$<>]+\([\w.]+:\d+(?::\d+)?\)|\bgoroutine \d+ \[)"
        r"|(?<!n't )(?<!n\u2019t )(?<!&#39;t )(?<!&#x27;t )(?<!\\u0027t )\bpanic: "
        # no host and port behind `://`, of which some end so: https://shop.rs:8443
        rf"|(?<![\w/.-])(?!(?<=:)//\w)[\w.-]{{0,200}}/[\w/.-]{{1,400}}\.(?:{_PROGRAMS}):\d+"
        # a file without a folder may be a download, and a version of Node.js
        r"|(?:(?:\b(?:[Aa]t|in|from)|:) |[(\[\"'>\n]|^)(?!(?i:node|next|nuxt|vue)\.js)"
        rf"[\w.-]{{1,200}}\.(?:{_PROGRAMS}):\d+"
        rf"|(?<![\w/.:-])[\w.-]{{1,200}}\.(?:{_PROGRAMS}):\d+(?::\d| \+0x|: |:in )"
        r"|\bin [^\n]{1,200}\.(?:cs|vb|fs):line \d+|\.php(?:</b>)? on line (?:<b>)?\d+"
        rf"|{'|'.join(TRACES)}",
    ),
)
_IN_ERRORS = (
    *_ANYWHERE,
    # Pages of Django, Rails, Laravel, Werkzeug, Play, Phoenix, Symfony and ASP.NET in their debug modes.
    _sign(
        "a framework's page for developers",
        r"\bUsing the URLconf defined in\b|\bDEBUG = True\b|\bRails\.root:|\bvendor/laravel/framework/"
        r"|\bWerkzeug Debugger\b|\bThese routes have been tried\b|\bPhoenix\.Router\.NoRouteError\b"
        r"|\bSymfony Exception\b|\bDeveloper Exception Page\b",
    ),
    _sign(
        "a query",
        r"\bSQLSTATE\b|syntax error at or near|relation \\?\"[^\"]+\" does not exist|\bORA-\d{5}\b"
        r"|violates (?:unique|foreign key|check|exclusion) constraint \\?\"|violates not-null constraint"
        r"|(?:UNIQUE|NOT NULL|FOREIGN KEY|CHECK) constraint failed"
        r"|\bno such table: |error in your SQL syntax|\bDuplicate entry '[^'\n]*' for key\b"
        r"|\bE11000 duplicate key|unclosed quotation mark after"
        rf"|{'|'.join((*QUERIES, *STATEMENTS))}",
    ),
    _sign(
        "a driver's words",
        r"\bconnect(?:ion)? to server at \\?\"|could not connect to server: "
        r"|password authentication failed for user"
        r"|\bAccess denied for user '|\bECONNREFUSED\b|\bgetaddrinfo [A-Z]|\[Errno -?\d+\]"
        rf"|{'|'.join(NETWORKS)}",
    ),
    _sign("a cloud's name of what is its own", "|".join(CLOUDS)),
    _sign("an exception's text", "|".join(RUNTIMES)),
    _sign("a driver's name", rf"\b(?:{_PACKAGES})\.(?!(?:com|dev|io|net|org)\b)[\w.]*\w"),
    _sign("an exception's class", rf"{_RAISED}|{_NAMESPACED}|{'|'.join(CLASSES)}"),
    _sign(
        "a file's path",
        r"(?<![\w.:/-])/(?:usr|opt|srv|var|root|etc)/[\w.-]+/[\w.-]+"
        r"|(?<![\w.:/-])/[\w.-]+(?:/[\w.-]+)*\.(?:py|rb|java|cs|so|conf|db|sock|log)\b"
        # PHP's addresses end as its files do, so that only what no address is counts: /login.php is one
        r"|(?<![\w.:/-])/(?:[\w.-]+/){0,20}(?:app|code|home|html|src|vendor|workspace|www)/[\w./-]+\.php\b"
        r"|(?<![\w.:/-])/(?:[\w.-]+/){1,20}[A-Z]\w*\.php\b"
        r"|\b[A-Za-z]:\\\\?[\w. -]+\\",
    ),
)
_SETTING = "(?:host|hostaddr|port|server|user|uid|username|password|pwd|database|dbname)="
_IN_PROBES = (
    *(_sign("a secret", f"{s.pattern.pattern}|{SIGNED}") if s.what == "a secret" else s for s in _ANYWHERE),
    _sign("a connection's settings", rf"(?i:\b{_SETTING}[^\s;,]+[\s;,]+{_SETTING})"),
    _sign("a user's name", r"(?i:\b(?:role|user|login) \\?[\"'][\w.@-]+\\?[\"'])"),
    _sign(
        "an internal host",
        rf"(?i:\b(?:{_HOST}\.){{1,12}}(?:{DOMAINS})\b(?!:\d))"
        r"|\bip(?:-\d{1,3}){4}\b",
    ),
    _sign(
        "software and its version",
        rf"(?i:\b(?:{STORES}|{SERVERS})[ /]v?\d+(?:\.\d+)+\b(?!\s*m?s\b))|\bgo1\.\d+(?:\.\d+)?\b"
        r"|(?i:\bnode(?:\.?js)?[ /]v?\d+\.\d+\.\d+\b)",
    ),
    _sign(
        "a host and its port",
        rf"(?i:\b(?:{_HOST}\.){{1,12}}(?!{_NO_DOMAIN}:)[a-z][a-z0-9-]{{0,62}}:\d{{2,5}}\b|\blocalhost:\d+"
        rf"|\b{_HOST}:(?:{STORE_PORTS})\b"
        # a name without a domain is one of a network's own
        rf"|\b(?:https?|grpcs?|tcp|udp|wss?)://(?!localhost\b){_HOST}(?::\d{{2,5}}|(?![\w.:-])))",
    ),
    _sign(
        "an IP address",
        r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.-])"
        # a ratio, a duration, a path of modules and a fingerprint have colons as well
        r"|(?i:(?<![\w:.])(?=[0-9a-f:]{0,40}\d)(?=[0-9:]{0,40}[a-f]|[0-9:]{0,40}\d{3})"
        r"(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:]))"
        r"|(?i:(?<![\w:])(?=[0-9a-f:]{0,40}[0-9a-f]{3})(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:]))"
        r"|(?<![\w:.])::1(?![\w:.])",
    ),
    _sign("an exception's class", rf"{_RAISED}|\b(?:\w+\.){{0,20}}[A-Z][a-z]\w*(?:Error|Exception)\b"),
    _sign(
        "an exception's text",
        r"(?i:\berrno -?\d+|\b(?:econn(?:refused|reset|aborted)|enotfound|etimedout|ehostunreach|eai_again)\b"
        r"|connection (?:was )?refused|could not connect to"
        r"|could not translate host name|\bgetaddrinfo\b|\bdial tcp\b|\bfatal: |\bnoauth\b|\bwrongpass\b"
        r"|connection (?:has been )?(?:closed |terminated )?unexpectedly|(?:password|user) authentication"
        r"|name or service not known|no route to host|temporary failure in name resolution"
        r"|no address associated with hostname|failed to resolve host [`'\"]|connection reset by peer"
        r"|\bbroken pipe\b|can'?t (?:connect to|reach) (?:[\w.]+ ){0,3}server (?:on|at|through socket) [`'\"]"
        r"|lost connection to (?:my|maria)?(?:sql|db)? ?server (?:during|at [`'\"])|server has gone away"
        r"|terminating connection due to|\bhikaripool-\d|\bqueuepool limit\b"
        r"|acquiring a connection\. the pool|driver: bad connection|context deadline exceeded"
        r"|max retries per request limit"
        r"|couldn't get a connection after|too many clients already|\bno pg_hba\.conf entry\b"
        r"|the database system is (?:starting|shutting|in recovery|not (?:yet )?accepting)"
        r"|communications link failure|unable to acquire jdbc connection|failed to obtain jdbc connection"
        r"|\bno such host\b|acquisition timeout while waiting|\bsqlstate\[|login failed for user '"
        r"|none of the specified endpoints were reachable|was not possible to connect to the \w+ server"
        r"|a network-related or instance-specific)",
    ),
    _sign("a driver's name", rf"(?i:\b(?:{_DRIVERS}|redis-py|valkey-py|hikari|npgsql)\b)"),
    _sign(
        "a file's path",
        r"(?i:(?<![\w./:-])/(?:usr|home|opt|var|srv|etc|root|tmp|proc|run)/[\w./-]+"
        r"|(?<![\w.:-])/(?:[\w.-]+/)+[\w.-]+\.(?:py|js|ts|rb|go|java|php|so|db|conf|ini|env|ya?ml|sock)\b"
        r"|(?m:^(?:/[\w-]+)+/\.$)"
        r"|\b[a-z]:\\[\w\\.-]+)",
    ),
)
_INTERNAL = tuple(sign for sign in _IN_PROBES if sign.what in ("a connection's settings", "an internal host"))
_IN_OUTAGES = (*_IN_ERRORS, *_INTERNAL, *(sign for sign in _IN_PROBES if sign.what == "a host and its port"))
_IN_HEADERS = (*_IN_ERRORS, *_INTERNAL)
_OF_A_PAGE = ("an exception's text", "an exception's class", "a file's path")
"""What a page's own program and links say as well, of themselves."""
_PLACE = r"(?:https?:/)?[/?#.][^\s\"'<>]*"
_LINK = re.compile(
    r"((?i:srcset)\s*=\s*)([\"'])[^\"'<>]*\2|url\([^()\s]{0,500}\)"
    rf"|((?i:href|src|action|formaction|poster|content|data-[\w-]+)\s*=\s*)(?:([\"']){_PLACE}\4|{_PLACE})"
)
_LEADING = re.compile(rf'("(?i:{LEADS})"\s{{0,4}}:\s{{0,4}}")/[^"\\\s]{{0,2000}}"')
_SCRIPT = re.compile(r"(<script\b(?![^>]*json)[^>]*>).*?(</script)", re.IGNORECASE | re.DOTALL)
_STANDARD = frozenset(
    {
        *(
            "location",
            "content-location",
            "refresh",
            "hx-redirect",
            "hx-location",
            "x-inertia-location",
            "link",
            "set-cookie",
            "content-disposition",
            "content-type",
            "allow",
        ),
        *("sourcemap", "x-sourcemap", "server", "via", "alt-svc", "report-to", "nel", "reporting-endpoints"),
        *("content-security-policy", "content-security-policy-report-only", "permissions-policy", "vary"),
        *("access-control-allow-origin", "access-control-expose-headers", "access-control-allow-headers"),
        *("etag", "date", "age", "expires", "cache-control", "x-request-id", "traceparent", "tracestate"),
    }
)
"""Headers whose values are paths, hosts or names by their meaning, or nobody's words."""
_PASSWORD = re.compile(r"(://[^:/@\s]*:(?=[^@\s]{1,2000}@)|(?i:\b(?:password|pwd)=))([^@\s]{1,2000})")
_SECRET = re.compile("|".join((*FORMS, SIGNED)))
_SHORTEST_VALUE = 5
_LONGEST = 240


def disclosed_by_error(body: str, path: str = "") -> list[tuple[str, str]]:
    """Return what an error's body gives away and the words that do, one of each kind, passwords left out.

    The request's own path and query are passed over, since an answer may repeat them.
    """
    return _disclosed_by_page(body, _IN_ERRORS, path)


def disclosed_in_outage(body: str) -> list[tuple[str, str]]:
    """Return what an error gives away while a dependency is away: where it is as well."""
    found = _disclosed_by_page(body, _IN_OUTAGES)
    return found or [("a URL of the inside", words) for _, words in leads_inside(plain(body))][:1]


def disclosed_by_probe(body: str) -> list[tuple[str, str]]:
    """Return what a health body gives away and the words that do, one of each kind, secrets left out."""
    secrets = [("a secret", words) for words in confided(body)[:1]]
    found = _disclosed_by_page(told_by(body), _IN_PROBES)
    return secrets + [one for one in found if not secrets or one[0] != "a secret"]


def disclosed_by_headers(headers: Sequence[tuple[str, str]], path: str = "") -> list[tuple[str, str]]:
    """Return what an answer's headers give away: what is unmistakable, in those that no standard fills."""
    values = "".join(f"{unquote(v)}\n" for name, v in headers if name.lower() == "location")
    found = _disclosed((values,), _ANYWHERE)
    values = "\n".join(f"{name}: {value}" for name, value in headers if name.lower() not in _STANDARD)
    return found + _disclosed(views(values, path), _IN_HEADERS)


def _disclosed_by_page(body: str, signs: tuple[_Sign, ...], path: str = "") -> list[tuple[str, str]]:
    """Return what a body gives away; of a page's links and scripts only what no program says of itself."""
    shown = _LINK.sub(r"\1\3", _SCRIPT.sub(r"\1\2", body)).replace("\\/", "/")
    shown = _LEADING.sub(r'\1"', shown)
    anywhere = tuple(sign for sign in signs if sign.what not in _OF_A_PAGE)
    of_a_page = tuple(sign for sign in signs if sign.what in _OF_A_PAGE)
    return _disclosed(views(body, path), anywhere) + _disclosed(views(shown, path), of_a_page)


def views(text: str, path: str) -> tuple[str, ...]:
    """Return a text as it was sent, and as it is read, without what the request itself has said."""
    return tuple(dict.fromkeys(_without(one, path) for one in (text, plain(text))))


def _without(text: str, path: str) -> str:
    own = {path, *path.split("?")}
    own |= {value for _, value in parse_qsl(path.partition("?")[2]) if len(value) > _SHORTEST_VALUE}
    own |= {*map(unquote, own)}
    for said in sorted({*own, *map(escape, own)}, key=len, reverse=True):
        text = text.replace(said, " ") if len(said) > 1 else text
    return text


def _disclosed(views: Sequence[str], signs: tuple[_Sign, ...]) -> list[tuple[str, str]]:
    masked = [_masked(text) for text in views]
    found = (
        (s.what, [(m, one) for one, text in zip(masked, views, strict=True) if (m := s.pattern.search(text))])
        for s in signs
    )
    return [(what, _excerpt(seen[0][1], *seen[0][0].span())) for what, seen in found if seen]


def _masked(text: str) -> str:
    """Return a text of the same length without its passwords, and with no more of a token than its kind."""
    text = _PASSWORD.sub(lambda found: f"{found[1]}{'…' * len(found[2])}", text)
    return _SECRET.sub(lambda found: f"{found[0][:4]}{'…' * (len(found[0]) - 4)}", text)


def _excerpt(text: str, start: int, end: int) -> str:
    """Return a match with what stands around it in its line."""
    line = text.rfind("\n", 0, start) + 1
    word = text.rfind(" ", line, max(line, start - 20)) + 1
    begin = max(line, word, start - 80)
    shown = text[begin : min(end + 60, begin + _LONGEST)].split("\n", maxsplit=1)[0]
    return re.sub("…+", "…", shown).strip()
