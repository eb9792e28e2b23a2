"""Records of a log: which lines one is, whose id it has, of what form it is, whether it says a failure. Pure.

Where a line is no JSON, a record begins with a time, a level, a bracket, `key=`, a method or a client's
address; what follows without any of these is its trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gonogo.suites.security.logs import lines_of, record

_BEGINS = re.compile(
    # not what a trace says of a statement, of what came before, or of a page
    r"(?!\[(?:SQL|parameters|stacktrace|previous exception|CIRCULAR)|<(?!\d+>)"
    r"|(?:DETAIL|HINT|LINE|CONTEXT|QUERY|STATEMENT)\b[ \d]*:|[A-Z]+ /\S* HTTP/)"
    r"(?:[\[<]|\d{1,4}(?:[-/.:T]\d| )|\d{9,}|[A-Z]{4,8}\b|(?:debug|info|warn|warning|error|trace|fatal)\b"
    r"|[IWEF]\d{4} |\w+=|(?:trce|dbug|fail|crit): |[DIWEFUA], \[|(?:GET|PUT) /|::(?:1|ffff:[\d.]+) )"
)
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_TRACE = re.compile(r"\s|Traceback|Caused by|During handling|The above exception")
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", re.IGNORECASE)
_VARIES = re.compile(r"[\w.:+-]*\d[\w.:+-]*")
_LOUD = re.compile(
    r"(?<!::)(?<![\w./])(?:warn|warning|wrn|err|erro|eror|error|crit|critical|ftl|fata|fatal|severe|alert|emerg|emergency|pnc"
    r"|panic|exception|traceback)\b(?!-|=(?:<nil>|null|None)|\.[a-z])|^(?:fail|crit): |^[EWF]\d{4} | [EF] \["
    r"|^\[[EWC] \d{6} |(?-i:\][ ][\w-]+\.(?:WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): )",
    re.IGNORECASE,
)
"""Words of a level, in full and as Serilog, logrus, .NET, klog, semantic_logger, Tornado and log15 shorten
them, and as Monolog writes them behind a channel."""
_CAUSES = frozenset(
    {"@x", "exception", "exc_info", "exc", "error", "err", "stack", "stack_trace", "traceback"}
)
_LEVELS = frozenset(
    {
        *("level", "levelname", "level_name", "loglevel", "log_level", "lvl", "levelno"),
        *("severity", "severity_text", "severitytext", "@l", "@level"),
    }
)
"""What loggers call it: Serilog `@l`, and `@x` for an exception; hclog `@level`; OpenTelemetry a text."""
_WARNS = 40
"""From this number on a level of Bunyan and pino warns; the next one of Python's is an error."""
_LEAST_OF_MONOLOG, _WARNS_MONOLOG = 100, 300
_WARNS_TELEMETRY = 13
"""OpenTelemetry, Logs Data Model, SeverityNumber."""
_WARNS_SYSLOG = 4
"""Up to this number a level of syslog warns (RFC 5424, 6.2.1)."""
_HEAD_CHARACTERS = 200
_VARYING_CHARACTERS = 2_000
_FORM_CHARACTERS = 400


@dataclass(frozen=True)
class Record:
    """One record as it was written, and its fields where it is a JSON object."""

    text: str
    fields: Mapping[str, object] | None = None

    @cached_property
    def flat(self) -> str:
        """The text in one case and without hyphens: no id that is not in it stands anywhere in the record."""
        return _flat(self.text)


def records_of(text: str) -> list[Record]:
    """Return the records that whole lines make."""
    found: list[Record] = []
    for line in lines_of(_COLOURS.sub("", text)):
        fields = record(line)
        if fields is None and found and _goes_on(line, found[-1]):
            found[-1] = Record(f"{found[-1].text}\n{line}", found[-1].fields)
        else:
            found.append(Record(line, fields))
    return found


def _goes_on(line: str, before: Record) -> bool:
    """Whether a line is of the trace before it; behind an object it begins one, or is by itself."""
    is_object = before.fields is not None and "\n" not in before.text
    return bool(_TRACE.match(line)) if is_object else not _BEGINS.match(line)


def fresh(before: str, now: str) -> str:
    """Return what was added to a log, of which the engine may have left out the beginning."""
    if now.startswith(before):
        return now[len(before) :]
    last = before[-2_000:]
    at = now.rfind(last) if last else -1
    return now[at + len(last) :] if at >= 0 else ""


def id_in(value: str) -> str:
    """Return the id that a header states: of a traceparent or traceresponse the trace id."""
    found = _TRACEPARENT.fullmatch(value.strip())
    return found[1] if found else value.strip()


def is_same(one: str, other: str) -> bool:
    """Whether a text holds an id, or is it: in any case, with hyphens or without."""
    if _flat(one) == _flat(other):
        return bool(other)
    return any(
        re.search(rf"(?<![0-9a-z]){re.escape(form)}(?![0-9a-z])", one.casefold())
        for form in (other.casefold(), _flat(other))
        if form and form in one.casefold()
    )


def carries(found: Record, ids: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether a record has one of the ids where it is to have it."""
    near = [one for one in ids if one and _flat(one) in found.flat]
    return bool(near) and any(is_same(told, one) for told in ids_told(found, names) for one in near)


def ids_told(found: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a record has where an id is to be, or all of it where no place is named."""
    if found.fields is None or not names:
        return (found.text,)
    values = [_value(found.fields, name) for name in names]
    return tuple(str(value) for value in values if value is not None)


def form_of(found: Record, names: tuple[str, ...]) -> str:
    """Return what is alike in records of one statement: texts without whatever varies, and without the id."""
    if found.fields is None:
        return _shape(found.text.partition("\n")[0])[:_FORM_CHARACTERS]
    texts = [(name, value) for name, value in _flattened(found.fields) if isinstance(value, str)]
    told = [f"{name}={_shape(value)}" for name, value in sorted(texts) if name not in names]
    return " ".join(told)[:_FORM_CHARACTERS]


def _shape(text: str) -> str:
    return _VARIES.sub("#", text[:_VARYING_CHARACTERS])


def says_failure(found: Record, status: int) -> bool:
    """Whether a record says that something failed: by the status, by its level, or by an exception."""
    if re.search(rf"(?<![\w.]){status}(?!\w|\.\d)", found.text):
        return True
    if found.fields is None:
        return bool(
            _LOUD.search(found.text[:_HEAD_CHARACTERS]) or _LOUD.search(found.text.partition("\n")[2])
        )
    syslog = "short_message" in found.fields  # GELF, whose levels are those of syslog: the lower, the louder
    return any(_is_loud(name.casefold(), value, syslog) for name, value in _flattened(found.fields))


def _is_loud(name: str, value: object, syslog: bool) -> bool:
    if name.rpartition(".")[2] in _CAUSES:
        return bool(value)
    last = name.removesuffix(".name").rpartition(".")[2]  # loguru has an object there
    if isinstance(value, str):
        is_journals = last == "priority" and value.isdecimal()  # as journald exports it
        is_level = last in _LEVELS or last == "status"  # as Datadog's loggers call it
        return int(value[:2]) <= _WARNS_SYSLOG if is_journals else is_level and bool(_LOUD.search(value))
    if not isinstance(value, int) or last not in (*_LEVELS, "severitynumber"):
        return False
    return value <= _WARNS_SYSLOG if syslog else value >= _least_of(last, value)


def _least_of(name: str, level: int) -> int:
    """Return the number from which on a level warns, by the scale of which it is."""
    if name == "severitynumber":
        return _WARNS_TELEMETRY
    return _WARNS_MONOLOG if level >= _LEAST_OF_MONOLOG else _WARNS


def _value(fields: Mapping[str, object], name: str) -> object:
    """Return what stands under a name, which may be a key with dots in it, or lead into objects."""
    if name in fields:
        return fields[name]
    for at in (at for at, sign in enumerate(name) if sign == "."):
        inner = fields.get(name[:at])
        if isinstance(inner, Mapping) and (value := _value(inner, name[at + 1 :])) is not None:
            return value
    return None


def _flattened(fields: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{name}.")
            if name.casefold() in _CAUSES:
                yield prefix + name, True
        else:
            yield prefix + name, value


def _flat(text: str) -> str:
    return text.casefold().replace("-", "")
