"""Contract errors that a stranger can mend: section, value, legal values, nearest match."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from gonogo.contract.base import PATTERNS
from gonogo.contract.forms import bounds_of, form_of, takes
from gonogo.contract.history import newer, told_of_key
from gonogo.contract.places import Place, is_section, keys_of, place_of, value_at
from gonogo.contract.unshown import without_secrets
from gonogo.contract.written import Written
from gonogo.stated import unsaid

_SHOWN = 80
_EXPONENT = re.compile(r"([+-]?\d[\d_]*)(?:\.(\d*))?[eE]([+-]?)(\d+)")
_PLAIN = {
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "bool_type": "true or false is expected",
}
_PLAINLY = re.compile(
    r"[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*|(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]\d+)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)|(?i:true|false|yes|no|on|off)"
)
"""What is a number or a switch without quotes, by YAML 1.1 as PyYAML reads it."""
_BOUNDED = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal"})
_MOST_TOLD = 200
"""Problems; each unknown key is compared with all that are legal."""
_WORDS = {
    "string_too_short": "it may not be empty",
    "int_from_float": "a whole number is expected",
    "finite_number": "a finite number is expected",
    "date_type": "a day is expected, as 2027-01-31",
    "date_from_datetime_parsing": "a day is expected, as 2027-01-31",
    "date_parsing": "a day is expected, as 2027-01-31",
}


class ContractError(Exception):
    """A contract that cannot be used; the text is the whole message for its author."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for a close match, else an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def explain(
    error: ValidationError, model: type[BaseModel], data: Any = None, written: Written | None = None
) -> str:
    """Put each of pydantic's errors into a line: where, what was found, what is legal.

    ``data`` is what was validated: of a union only the member is told that its value was meant for.
    ``written`` has it in the author's own words.
    """
    items = [(item, place_of(model, item["loc"])) for item in error.errors(include_url=False)]
    meant = [each for each in items if _is_meant(*each, data)] or items
    meant = [each for each in meant if not _is_mistyped(each, meant)]
    told, more = meant[:_MOST_TOLD], len(meant) - _MOST_TOLD
    said = list(dict.fromkeys(_line(*each, written) for each in told))
    said += [f"and {more:,} more problems"] if more > 0 else []
    return "\n".join(f"  {line}" for line in [*said, *([newer()] if any(map(_is_strange, told)) else [])])


def _is_strange(each: tuple[Mapping[str, Any], Place]) -> bool:
    """Whether it is a key that resembles none of this version's and none of an older one's."""
    item, place = each
    return item["type"] == "extra_forbidden" and not _told(place)


def _told(place: Place) -> str:
    """Say what an unknown key may have been meant for, empty where nobody can tell."""
    key = str(place.parts[-1])
    return told_of_key(getattr(place.section, "__name__", ""), key) or nearest(key, keys_of(place.section))


def _is_mistyped(each: tuple[Mapping[str, Any], Place], every: Iterable[Any]) -> bool:
    """Whether a key is missing that stands beside its place with a slip, and is told of there."""
    item, place = each
    if item["type"] != "missing":
        return False
    *above, key = place.parts
    return any(
        other["type"] == "extra_forbidden" and [*at.parts[:-1]] == above and _told(at).endswith(f"{key!r}?")
        for other, at in every
    )


def _is_meant(item: Mapping[str, Any], place: Place, data: Any) -> bool:
    """Whether an error is one: not of another member of a union, nor of a list whose items are wrong."""
    if item["type"] == "too_short" and item["input"]:
        return bool(len(item["input"]) < item["ctx"]["min_length"])
    return all(isinstance(value_at(data, where), Mapping) is section for where, section in place.choices)


def _line(item: Mapping[str, Any], place: Place, written: Written | None) -> str:
    parts = written.keys(place.parts) if written else place.parts
    where = ".".join(map(_word, parts)) or "the contract"
    kind, value = item["type"], item["input"]
    if kind == "extra_forbidden":
        known, key = keys_of(place.section), unsaid(str(parts[-1]))
        return f"{where}: unknown key {key!r}; legal: {', '.join(known)}{_told(place)}"
    if kind == "missing":
        return f"{where}: missing; it is required"
    seen = without_secrets(place.parts, value)
    shown = _shown(seen, written.value(place.parts) if written and seen == value else None)
    if isinstance(value, str | dict | list):
        item = {**item, "input": seen}
    if kind == "literal_error":
        legal = item["ctx"]["expected"]
        words = [w.strip(" '") for w in legal.replace(" or ", ",").split(",")]
        meant = nearest(value, words) if isinstance(value, str) else ""
        return f"{where}: {shown} is not legal; legal: {legal}{meant}"
    return f"{where}: {shown} is not legal: {_expected(item, place)}"


def _expected(item: Mapping[str, Any], place: Place) -> str:
    """Say in words what is legal; nothing of pydantic's own notation reaches a reader."""
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"a section is expected, {_section_like(place, value)}"
    if kind in ("tuple_type", "list_type", "too_short"):
        words = f"at least {context['min_length']}" if kind == "too_short" else "a list"
        return f"{words} is expected, such as {form_of(place.legal, value, place.parts)}"
    if kind == "string_type":
        return "a text is expected" + (", in quotes" if isinstance(value, int | float) else "")
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], "it is not written as docs/contract.md says")
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error", item["msg"]))
    said = f"{_PLAIN[kind]}{_as_text(value)}" if kind in _PLAIN else _WORDS.get(kind)
    said = f"{bounds_of(place, context)} is expected" if kind in _BOUNDED else said
    return said or _lower(item["msg"])


def _section_like(place: Place, value: Any) -> str:
    """Show the section that a value was meant for; where it fits no key, say which there are."""
    if is_section(place.legal) and isinstance(value, str | int | float) and not takes(place.legal, value):
        return f"with one or more of {', '.join(keys_of(place.legal))}"
    return f"such as {form_of(place.legal, value, place.parts)}"


def _as_text(value: Any) -> str:
    """Say why a text is no number or switch though it looks like one; empty where it does not.

    YAML 1.1 knows an exponent by a point and a sign alone.
    """
    if not isinstance(value, str):
        return ""
    if _PLAINLY.fullmatch(value):
        return ", without quotes"
    if found := _EXPONENT.fullmatch(value):
        whole, part, sign, power = found.groups()
        written = f"{whole}.{part or 0}e{sign or '+'}{power}"
        shown = written if math.isfinite(float(written)) else "a finite one as 1.0e+9"
        return f"; YAML takes this for a text: write {shown}"
    return ""


def _word(part: int | str) -> str:
    """Return a key as it is written, one that would break the line or steer a terminal in quotes."""
    text = unsaid(str(part))
    return text if text.isprintable() and text.strip() == text and text[:1] != ":" else ascii(text)


def _shown(value: Any, written: str | None) -> str:
    """Return a value as its author wrote it, where that is known and YAML made something else of it."""
    text = _said(value) if written is None or isinstance(value, str) else written
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _said(value: Any) -> str:
    """Return a value in the words of YAML, texts in quotes."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_said(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    return str(value).lower() if isinstance(value, bool) else "null" if value is None else repr(value)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
