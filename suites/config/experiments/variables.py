"""Render the release's compose files, and look at what became of each variable."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from gonogo.contract.deployment import Compose
from gonogo.instruments.errors import need
from gonogo.suites.config.experiments.exporting import exported_otherwise
from gonogo.suites.config.experiments.launchers import interpolated, launched_otherwise
from gonogo.suites.config.experiments.versions import versions_cut_short
from gonogo.suites.config.observations.variables import FilledIn, OddValue
from gonogo.targets.base import Target
from gonogo.targets.rendering import render

_UNSET = re.compile(r"""[Tt]he \\?"([^"\\]+)\\?" variable is not set""")
_NO_NUMBER = re.compile(
    r"(?i)(?:^|_)(?:(?:VERSION|VER|TAG|RELEASE|ID|CODE|ZIP|PYTHON|NODE|RUBY|GO)(?:$|_)"
    r"|(?:REVISION|REV|COMMIT|SHA|HASH|DIGEST|BUILD|PIN|PASSWORD|PASS|SECRET|TOKEN|KEY|COLOU?R|PHP|JAVA"
    r"|PHONE(?:_NUMBER)?|TEL|FAX|PLZ)$)"
)
_LOOKS_LIKE_NONE = (
    re.compile(r"(?i)(?=.{7})\d+e\d+"),  # a short hash of git: nobody writes so large a number so
    re.compile(r"\+\d{7,15}"),  # whom to call (E.164)
    re.compile(r"0(?=\d\d)\d*[89]\d*|0{4,}[0-7]"),  # an area code, a ticket; not `002`, which is a umask
)
"""What is no number to whoever wrote it, whatever the name says."""
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:_\d{2,3})*_\d{3}(?:\.\d*)?|[-+]?0[xob]\w+", re.IGNORECASE)
_WHOLE = re.compile(r"[-+]?\d+")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_AT_HOME = "~"
_PLACE = re.compile(r"(?i)(?:^|_)(?:HOME|DIR|DIRECTORY|FOLDER|PATH|ROOT)$")
_TRUTHS = dict.fromkeys(("y", "yes", "on", "true"), "true") | dict.fromkeys(
    ("n", "no", "off", "false"), "false"
)
_QUOTES = ('"', "'")


def read_variables(target: Target, compose: Compose) -> FilledIn:
    """Render once with every profile; compose says itself what it fills in with nothing."""
    need("stack")
    seen = render(target.context, ("*",))
    root = target.context.options.contract.parent
    files = [(root / file).read_text(encoding="utf-8") for file in compose.files]
    written = texts_of(files)
    values = [
        (service, name, None if value is None else str(value))
        for service, made in sorted(seen.services.items())
        for name, value in (made.get("environment") or {}).items()
    ]
    odd = [
        OddValue(service, name, what)
        for service, name, value in values
        for what in (*odd_ends(value or ""), *read_as_another(name, value, written.get(name, frozenset())))
    ]
    if not seen.status:
        project = (root / compose.files[0]).parent
        odd += launched_otherwise(target.source, project, files, written)
        odd += exported_otherwise(target.source, interpolated(written))
    odd += versions_cut_short(target.source)
    said = seen.error[-1000:] if seen.status else ""
    names = tuple(f"{name} of {service}" for service, name, value in values if value is not None)
    return FilledIn(seen.status, said, names, unset_in(seen.error), tuple(odd))


def unset_in(said: str) -> tuple[str, ...]:
    """Return the variables of which compose warns that nobody has set them, each once."""
    return tuple(dict.fromkeys(_UNSET.findall(said)))


def texts_of(files: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return by name each text that stands behind it anywhere in compose files, before YAML has typed it."""
    found: dict[str, set[str]] = {}
    for file in files:
        for name, text in _pairs(yaml.load(file, yaml.BaseLoader)):  # noqa: S506 - it makes nothing but text
            found.setdefault(name, set()).add(text)
    return {name: frozenset(texts) for name, texts in found.items()}


def _pairs(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            if isinstance(value, str):
                yield str(name), value
            yield from _pairs(value)
    elif isinstance(node, list):
        for item in node:
            if isinstance(item, str):
                name, equals, value = item.partition("=")
                yield from [(name, value)] if equals else []
            yield from _pairs(item)


def read_as_another(name: str, value: str | None, written: frozenset[str]) -> Iterator[str]:
    """Say where YAML took a text for a number or a date, so that the variable says something else.

    A number that stays the same number matters where the name says that it is none, as `3.10` is no `3.1`, or
    where it is not written as one. What another service has is no reading of it.
    """
    if value in written or any("$" in text for text in written):
        return
    for text in sorted(written):
        if text == _AT_HOME and _PLACE.search(name):
            yield f"what the shell has or nothing, for YAML reads {text} so without quotes"
            return
        if value and _becomes(text, value) and (not _same_number(text, value) or _is_no_number(name, text)):
            yield f"{value}, for YAML reads {text} so without quotes"
            return


def _becomes(text: str, value: str) -> bool:
    """Whether YAML, of either version, may read a text so: as a number, a truth value, or a moment."""
    bare, truth = text.replace("_", ""), _TRUTHS.get(text.lower())
    if truth:
        return value == truth != text.lower()  # in small letters it says the same
    if date := _DATE.match(text):
        year, month, day = date.groups()
        return value.startswith(f"{year}-{month:0>2}-{day:0>2}")
    return _is_close(bare, value) or any(_whole(bare, base) == value for base in (0, 8, 16))


def _whole(text: str, base: int) -> str:
    try:
        return str(int(text, base))
    except ValueError:
        return ""


def _is_no_number(name: str, text: str) -> bool:
    """Whether a text is none to people: by its name, by its form, or by lines that group no digits."""
    return bool(
        _NO_NUMBER.search(name)
        or any(form.fullmatch(text) for form in _LOOKS_LIKE_NONE)
        or ("_" in text and not _GROUPED.fullmatch(text))
    )


def _same_number(text: str, value: str) -> bool:
    """Whether it is the same for whoever reads a number: a whole one has all of its digits."""
    bare = text.replace("_", "")
    return _whole(bare, 10) == value if _WHOLE.fullmatch(bare) else _is_close(bare, value)


def _is_close(text: str, value: str) -> bool:
    try:
        if "x" in text.lower():
            return int(text, 16) == int(value)
        return math.isclose(float(text), float(value))
    except ValueError:
        return False


def odd_ends(value: str) -> Iterator[str]:
    """Say what a value has around it that belongs to the file it came from: quotes, blanks, a line's end.

    The last line of several ends as the others do, as in a certificate.
    """
    if "\n" in value.strip():
        value = value.removesuffix("\n")
    if value.endswith("\r"):
        yield "a carriage return at its end"
    elif value != value.strip():
        yield "blanks around it"
    bare = value.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in _QUOTES and bare[0] not in bare[1:-1]:
        yield "quotes around it"
