"""How a value of a type is written in a contract, with the value found where it fits there."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from gonogo.contract.places import Place, is_section, plain

_LEFT_OUT = "…"
_LONGEST = 80
_CONFIDING = re.compile(r"[=@]|(?:pass\w*|secret|token|bearer|basic|key)[\s:]", re.IGNORECASE)
"""A user of a URL, a parameter, or a word behind which a secret follows."""
_UNQUOTED = re.compile(r"(?:[^\W\d]|[/…]|\./|-+[^\W\d])[\w./…+~?&%-]*(?: [\w./…+~?&%-]+)*")
_NO_TEXTS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_BOUNDS = {"gt": "above", "ge": "of at least", "lt": "below", "le": "of at most"}
_COMMANDS = frozenset({"back", "client", "command", "commands", "known", "undo"})
"""Keys below which a list holds the words of a command; one that is a text is split as a shell does."""
_MEANT = {"Credential": "value", "Network": "proxy", "Compose": "files"}
"""Keys for which a text is meant that stands in the place of a section."""
_CONFIDED = frozenset({"Credential", "Network"})
"""Those of them whose text is perhaps a secret: it is not repeated."""


def form_of(legal: Any, value: Any = None, parts: Iterable[int | str] = ()) -> str:
    """Show how a value of a type is written: `{path: /healthz}`; what it may hold is left out as `…`.

    ``parts`` is where it stands. What was found is part of it only where the whole is legal then.
    """
    key = "command" if _COMMANDS & {*parts} else ""
    made = _made(legal, value, key)
    if _LEFT_OUT not in str(made) and not _is_legal(legal, made):
        made = _made(legal, None, key)
    return _written(made)


def _written(made: Any) -> str:
    """Write it as YAML does on one line, with quotes where a text would be something else without them."""
    if isinstance(made, dict):
        return f"{{{', '.join(f'{_written(key)}: {_written(value)}' for key, value in made.items())}}}"
    if isinstance(made, list):
        return f"[{', '.join(map(_written, made))}]"
    is_text = isinstance(made, str) and _UNQUOTED.fullmatch(made) and made.lower() not in _NO_TEXTS
    return str(made) if is_text else json.dumps(made, ensure_ascii=False)


def takes(section: Any, value: Any) -> str:
    """Return the key of a section that a value in its place was meant for, empty where none is."""
    if section.__name__ in _MEANT:
        return _MEANT[section.__name__]
    required = _required(section)
    if "path" in required or not isinstance(value, str | int | float):
        return "path" if "path" in required else next(iter(required), "")
    if required:
        return required[0]
    return next(_paths(section), "") if isinstance(value, str) and value.startswith("/") else ""


def bounds_of(place: Place, context: Mapping[str, Any]) -> str:
    """Say what a number may be: by all that its field states, else by the one bound that it is beyond."""
    field = getattr(place.section, "model_fields", {}).get(str(place.parts[-1])) if place.parts else None
    pairs = [(kind, getattr(one, kind, None)) for one in getattr(field, "metadata", ()) for kind in _BOUNDS]
    known = {**context, **{kind: value for kind, value in pairs if value is not None}}
    words = [f"{said} {known[kind]:g}" for kind, said in _BOUNDS.items() if known.get(kind) is not None]
    return f"{'a whole number' if place.legal is int else 'a number'} {' and '.join(words)}"


def _made(stated: Any, value: Any, key: str) -> Any:
    legal = plain(stated)
    if is_section(legal):
        return _section(legal, value)
    if get_origin(legal) is dict:
        return _mapping(get_args(legal)[1], value, key)
    if get_origin(legal) is tuple:
        return _words(value) if _is_command(value, key) else [_made(get_args(legal)[0], value, "")]
    if get_origin(legal) is Literal:
        return get_args(legal)[0]
    fits = legal in (float, int, str) and value is not None and _can_be_shown(value)
    return value if fits and _is_legal(stated, value) else _LEFT_OUT


def _section(section: type[BaseModel], value: Any) -> dict[str, Any]:
    fields, meant = section.model_fields, takes(section, value)
    shown = dict.fromkeys([*_required(section), *([meant] if meant else [])])
    told = None if section.__name__ in _CONFIDED else value
    return {
        name: _made(fields[name].rebuild_annotation(), told if name == meant else None, name)
        for name in shown or [next(iter(fields), _LEFT_OUT)]
    }


def _mapping(inner: Any, value: Any, key: str) -> dict[str, Any]:
    """Write `NAME: value` or `NAME=value` as a mapping; its value may be a secret."""
    name, separator, _ = value.partition(":") if isinstance(value, str) else ("", "", "")
    if isinstance(value, str) and not separator:
        name, separator, _ = value.partition("=")
    simple = not is_section(plain(inner)) and get_origin(plain(inner)) is None
    if simple and separator and name.isprintable() and name and " " not in name and len(name) <= _LONGEST:
        return {name: _LEFT_OUT}
    return {"NAME": _made(inner, None if simple else value, key)}


def _is_command(value: Any, key: str) -> bool:
    return isinstance(value, str) and key in _COMMANDS and _can_be_shown(value)


def _words(value: str) -> list[str]:
    try:
        return shlex.split(value) or [_LEFT_OUT]
    except ValueError:  # a quote that never ends
        return [_LEFT_OUT]


def _can_be_shown(value: Any) -> bool:
    """Whether a value can stand in a hint: it is short, on one line, and holds nothing like a secret."""
    text = str(value)
    is_plain = not isinstance(value, bool) and text.isprintable() and len(text) <= _LONGEST
    return is_plain and _CONFIDING.search(text) is None


def _required(section: type[BaseModel]) -> list[str]:
    return [name for name, field in section.model_fields.items() if field.is_required()]


def _paths(section: type[BaseModel]) -> Iterator[str]:
    """Give the keys that take a path, or a section that begins with one, and no text that is none."""
    for name, field in section.model_fields.items():
        legal = plain(field.annotation)
        if is_section(legal):
            if _required(legal) == ["path"]:
                yield name
        elif [_is_legal(field.rebuild_annotation(), text) for text in ("/x", "x")] == [True, False]:
            yield name


def _is_legal(legal: Any, made: Any) -> bool:
    try:
        TypeAdapter(legal).validate_json(json.dumps(made), strict=True)
    except ValidationError:
        return False
    return True
