"""What of an OpenAPI document can be asked without knowing more than it says: GET, with its own values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from gonogo.instruments.urls import origin

NO_READING = re.compile(
    r"log-?(in|out|off)|sign-?(in|out|off|up)|oauth|authori[sz]e|callback|delete|remove|reset|restart|reload|"
    r"shutdown|export|download|backup|stream|events|watch|subscribe|socket|debug|admin|token",
    re.IGNORECASE,
)
"""Words of paths that somebody is not asked for again and again, whatever their method says."""
_DEEPEST = 8


@dataclass(frozen=True)
class Operation:
    """A GET that can be asked: its path as the document has it, and with the values put in.

    ``needs_data`` says that a value names something that has to be there: a stack started anew has none.
    """

    template: str
    path: str
    needs_data: bool


def operations_of(document: Mapping[str, Any], url: str) -> Iterator[Operation]:
    """Yield them in the order of the document."""
    base = base_path(document, url)
    paths = document.get("paths")
    for template, item in paths.items() if isinstance(paths, dict) else ():
        get = item.get("get") if isinstance(item, dict) else None
        if not isinstance(get, dict) or get.get("deprecated") or NO_READING.search(str(template)):
            continue
        values = _values(document, [*_listed(item), *_listed(get)])
        if values is not None and (path := _filled(str(template), values)):
            in_path = any(place == "path" for place, _ in values)
            yield Operation(str(template), f"{base}{path}", in_path)


def read_by_one_name(document: Mapping[str, Any], url: str) -> Iterator[str]:
    """Yield templates of GETs that need one value in the path and nothing else: `/items/{id}`."""
    base, paths = base_path(document, url), document.get("paths")
    for template, item in paths.items() if isinstance(paths, dict) else ():
        get = item.get("get") if isinstance(item, dict) else None
        if not isinstance(get, dict) or NO_READING.search(str(template)) or str(template).count("{") != 1:
            continue
        made = [_resolved(document, each) for each in (*_listed(item), *_listed(get))]
        if sum(bool(each.get("required") or each.get("in") == "path") for each in made) <= 1:
            yield f"{base}{template}"


def read_by_one_query(document: Mapping[str, Any], url: str) -> Iterator[str]:
    """Yield GETs without a name in the path, up to a query that takes no word: `/items?page`."""
    base, paths = base_path(document, url), document.get("paths")
    for template, item in paths.items() if isinstance(paths, dict) else ():
        get = item.get("get") if isinstance(item, dict) else None
        if not isinstance(get, dict) or NO_READING.search(str(template)) or "{" in str(template):
            continue
        made = [_resolved(document, each) for each in (*_listed(item), *_listed(get))]
        needed = {str(each.get("name")) for each in made if each.get("required")}
        for each in made:
            name = str(each.get("name", ""))
            if each.get("in") == "query" and needed <= {name} and _takes_no_word(document, each):
                yield f"{base}{template}?{quote(name, safe='')}"
                break


def _takes_no_word(document: Mapping[str, Any], parameter: dict[str, Any]) -> bool:
    schema = _resolved(document, parameter.get("schema", {}))
    some = schema.get("anyOf")
    kinds = [schema, *(some if isinstance(some, list) else []), parameter]
    stated = {str(_resolved(document, each).get("type")) for each in kinds} - {"null", "None"}
    return bool(stated) and stated <= {"integer", "number", "boolean"}


def base_path(document: Mapping[str, Any], url: str) -> str:
    """Return the path below which the document's paths are, where it is of the same origin."""
    servers = document.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else {}
    named = str(first.get("url", "")) if isinstance(first, dict) else ""
    named = named or str(document.get("basePath", ""))
    try:
        elsewhere = bool(urlsplit(named).netloc) and origin(named) != origin(url)
    except ValueError:
        return ""
    if "{" in named or elsewhere:
        return ""
    base, own = urlsplit(named).path.rstrip("/"), urlsplit(url).path.rstrip("/")
    below = base.removeprefix(own) if own and f"{base}/".startswith(f"{own}/") else base
    return below if below.startswith("/") else ""


def _listed(holder: Mapping[str, Any]) -> list[Any]:
    found = holder.get("parameters", [])
    return found if isinstance(found, list) else []


def _values(document: Mapping[str, Any], parameters: list[Any]) -> dict[tuple[str, str], str] | None:
    """Return the value of each required parameter by place and name; None where one has none, or may have."""
    found: dict[tuple[str, str], str] = {}
    for each in parameters:
        if not (made := _resolved(document, each)):
            return None
        key = (str(made.get("in", "")), str(made.get("name", "")))
        if not (made.get("required") or key[0] == "path"):
            continue
        value = _text(_example(document, made))
        if key[0] not in ("path", "query") or value is None:
            return None
        found[key] = value
    return found


def _resolved(document: Mapping[str, Any], value: Any, depth: int = 0) -> dict[str, Any]:
    """Return what a local reference names; nothing for another one."""
    if not isinstance(value, dict):
        return {}
    reference = value.get("$ref")
    if not isinstance(reference, str):
        return value
    if not reference.startswith("#/") or depth > _DEEPEST:
        return {}
    found: Any = document
    for part in reference[2:].split("/"):
        found = found.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
    return _resolved(document, found, depth + 1)


def _example(document: Mapping[str, Any], parameter: dict[str, Any]) -> Any:
    """Return the first value that is given for a parameter: an example, a default, one of a list."""
    schema = _resolved(document, parameter.get("schema", {}))
    given = [parameter.get("example"), _named(document, parameter), parameter.get("x-example")]
    given += [schema.get("example"), _first(schema.get("examples"))]
    for holder in (schema, parameter):  # Swagger 2 has no schema there
        given += [holder.get("default"), holder.get("const"), _first(holder.get("enum"))]
    return next((value for value in given if value is not None), None)


def _named(document: Mapping[str, Any], parameter: dict[str, Any]) -> Any:
    examples = parameter.get("examples")
    first = next(iter(examples.values()), None) if isinstance(examples, dict) else None
    return _resolved(document, first).get("value")


def _first(listed: Any) -> Any:
    return listed[0] if isinstance(listed, list) and listed else None


def _text(value: Any) -> str | None:
    """Return a value as it stands in a URL; None for one that is no single value."""
    if isinstance(value, bool):
        return json.dumps(value)
    return str(value) if isinstance(value, str | int | float) and str(value) else None


def _filled(template: str, values: Mapping[tuple[str, str], str]) -> str:
    """Return the path with its values and the query of the others; nothing where a brace is left."""
    path = template
    for (place, name), value in values.items():
        if place == "path":
            path = path.replace("{" + name + "}", quote(value, safe=""))
    query = urlencode([(name, value) for (place, name), value in values.items() if place == "query"])
    whole = path + (f"?{query}" if query else "")
    fits = re.fullmatch(r"/[^\s{}]*", whole)
    return whole if fits else ""
