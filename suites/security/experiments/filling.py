"""Values for the placeholders of a path: of the form that the route asks for, and of nothing that exists."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Self

_PLACEHOLDER = re.compile(
    r"\{(?P<braced>(?:[^{}]|\{[^{}]*\})*)\}|<(?P<angled>[^<>]*)>|(?<=/):(?P<colon>[A-Za-z_]\w*(?:\([^()]*\))?)"
)
JSON = "application/json"
_BODIES = {
    "multipart/form-data": (b"--gonogo--\r\n", "multipart/form-data; boundary=gonogo"),
    "application/x-www-form-urlencoded": (b"", "application/x-www-form-urlencoded"),
}
_NOTHING_EXISTS_HERE = "999999999"
_LONGEST = 64
_DATES = {"date": "1999-09-09", "date-time": "1999-09-09T09:09:09Z", "time": "09:09:09Z"}
_CONVERTERS = frozenset({"int", "float", "str", "string", "path", "any", "default", "slug", "uuid"})

RouteTable = list[tuple[str, str]]
"""Method and template of each route."""


class Template(str):
    """A path template that knows a path of it, as ``path``, and the media type of what it ``takes``."""

    __slots__ = ("path", "takes")
    path: str
    takes: str

    def __new__(cls, template: str, path: str, takes: str = JSON) -> Self:
        """Return the template, with a path of it."""
        made = super().__new__(cls, template)
        made.path, made.takes = path, takes
        return made


def fill(template: str) -> str:
    """Replace each placeholder, or return the path that is known of the template."""
    return template.path if isinstance(template, Template) else filled(template, {})


def typed(template: str, body: bytes) -> tuple[bytes, str]:
    """Return a body and its type: of a route that takes no JSON, and asks for that first, another one."""
    takes = template.takes if isinstance(template, Template) else JSON
    return (body, JSON) if takes == JSON else _BODIES.get(takes, (b"x", takes))


def filled(template: str, values: Mapping[str, str]) -> str:
    """Replace each placeholder by the value of its name, else by one that the template itself asks for."""

    def value(match: re.Match[str]) -> str:
        said = next(part for part in match.groups() if part is not None)
        name, pattern = _parted(said, angled=match["angled"] is not None)
        return values.get(name) or _for_name(said, pattern)

    return _PLACEHOLDER.sub(value, template)


def of_schema(parameter: Mapping[str, Any], *, may_exist: bool) -> str:
    """Return a value of an OpenAPI parameter (3.1, 4.8.12), empty where it does not say what it takes.

    An example of it ``may_exist``, and is no value for a call that changes what it names.
    """
    schema = parameter.get("schema") or parameter  # Swagger 2 has no schema here
    form = str(schema.get("format") or "")
    if form == "uuid":
        return str(uuid.uuid4())
    if made := _DATES.get(form) or _matching(str(schema.get("pattern") or "")):
        return made
    named: dict[str, Any] = parameter.get("examples") or {}
    said = [*_list(schema.get("enum")), parameter.get("example")]
    said += [one.get("value") for one in named.values()]
    said += [schema.get("example"), *_list(schema.get("examples")), schema.get("default")]
    known = [one for one in said if one not in (None, "")]
    told = may_exist and schema.get("type") not in ("integer", "number")
    return str(known[0]) if known and (told or schema.get("enum")) else ""


def _parted(said: str, *, angled: bool) -> tuple[str, str]:
    """Return the name and the pattern of a placeholder: `{name:pattern}`, `<converter:name>`, `:name(…)`."""
    if angled:
        return said.rpartition(":")[2], ""
    name, _, pattern = said.replace("(", ":", 1).partition(":")
    own = pattern.removesuffix(")") if said.endswith(")") and ":" not in said else pattern
    return name.strip("*?"), "" if own in _CONVERTERS else own


def _for_name(said: str, pattern: str) -> str:
    return str(uuid.uuid4()) if "uuid" in said.lower() else _matching(pattern) or _NOTHING_EXISTS_HERE


def _matching(pattern: str) -> str:
    """Return a text of the pattern, of one kind of character or an id; empty where none of these is one."""
    try:
        return next((one for one in _texts() if pattern and re.fullmatch(pattern, one)), "")
    except re.error:
        return ""  # of another language


def _texts() -> Iterator[str]:
    yield from (_NOTHING_EXISTS_HERE, str(uuid.uuid4()), uuid.uuid4().hex)
    for length in range(1, _LONGEST + 1):
        yield from (sign * length for sign in ("9", "z", "Z", "f", "F"))


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []
