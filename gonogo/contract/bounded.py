"""Read YAML from a file that may be anything: bounded in size, depth and expansion before it is built."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.errors import ContractError

MOST_BYTES = 1_048_576
MOST_DEPTH = 64
MOST_NODES = 50_000
"""Values of a document, those counted that aliases repeat; the largest contract known has 2,000."""

# libyaml reads the reference contract in a tenth of the time; it is not on every platform.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32: save it as UTF-8",
    codecs.BOM_UTF32_BE: "UTF-32: save it as UTF-8",
    codecs.BOM_UTF16_LE: "UTF-16: save it as UTF-8",
    codecs.BOM_UTF16_BE: "UTF-16: save it as UTF-8",
}
"""Byte order marks, the longer first: that of UTF-16 begins that of UTF-32."""
_KINDS = {
    stat.S_ISFIFO: "a pipe",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISSOCK: "a socket",
}


_SHOWN = 40
_MOST_BITS = 1024
"""Of a whole number: as many as a float has room for."""
_LEGAL = {
    "timestamp": "a day is expected, as 2027-01-31, or a text in quotes",
    "int": "a smaller number is expected, or a text in quotes",
    "float": "a number is expected, as 1.0e+9, or a text in quotes",
}
_BUILT = {kind: getattr(yaml.constructor.SafeConstructor, f"construct_yaml_{kind}") for kind in _LEGAL}
_FORMLESS = {"set": "a set", "binary": "bytes"}


class _Loader(_Safe):  # type: ignore[misc]  # one of two bases
    """Safe YAML that refuses a key written twice (PyYAML keeps the last one in silence)."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key, _ in node.value:
        if key.tag == "tag:yaml.org,2002:merge":
            continue  # `<<`: what it brings along may be written over
        name = loader.construct_object(key, deep=True)
        if not isinstance(name, str | int | float | bool | None):
            raise _at("a key is a word, not a list or a mapping", key.start_mark)
        if name in seen:
            raise _at(
                f"key {name if str(name).isprintable() else ascii(name)} is written twice", node.start_mark
            )
        seen.add(name)
    return dict(yaml.constructor.SafeConstructor.construct_mapping(loader, node, deep=deep))


class _UnreadableError(ValueError):
    """A value that Python cannot hold, or JSON has no form of; the text says where it stands."""


def _scalar(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """Build a day or a number; what none can be built of is told with its line."""
    kind = node.tag.rpartition(":")[2]
    try:
        made = _BUILT[kind](loader, node)
    except (ValueError, OverflowError) as broken:
        raise _UnreadableError(_told(node, kind, str(broken))) from None
    if isinstance(made, int) and made.bit_length() > _MOST_BITS:
        raise _UnreadableError(_told(node, kind, "it is too large"))
    return made


def _told(node: yaml.ScalarNode, kind: str, why: str) -> str:
    text = str(node.value)
    shown = ascii(text) if len(text) <= _SHOWN else f"{text[:_SHOWN]!a}… of {len(text):,} characters"
    why = "it is too large" if why.startswith("Exceeds the limit") else why
    mark = node.start_mark
    return f"{shown}: {why}; {_LEGAL[kind]} (line {mark.line + 1}, column {mark.column + 1})"


def _formless(_: _Loader, node: yaml.Node) -> Any:
    """Refuse what no key of a contract takes, with its line."""
    kind, mark = _FORMLESS[node.tag.rpartition(":")[2]], node.start_mark
    place = f"(line {mark.line + 1}, column {mark.column + 1})"
    raise _UnreadableError(f"expected text, numbers, lists and mappings, got {kind} {place}")


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
for _kind in _BUILT:
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _scalar)
for _kind in _FORMLESS:
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _formless)


def read_yaml(path: Path) -> Any:
    """Return what the file holds; ContractError with one sentence where it cannot be read or built."""
    text = text_of(path)
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - safe subclass
    except yaml.YAMLError as broken:
        raise ContractError(f"{path}: the contract is not YAML: {in_one_line(broken)}") from None
    except (ValueError, TypeError, OverflowError, RecursionError) as broken:
        # A date like 2026-13-40 or a number of 5,000 digits: PyYAML lets Python's own refusal through.
        raise ContractError(f"{path}: the contract has a value that nobody can read: {broken}") from None


def nodes_of(path: Path) -> Any:
    """Return the node that a contract begins with, of one that has been read: as it is written."""
    return yaml.compose(text_of(path), Loader=_Safe)


def text_of(path: Path) -> str:
    """Return the text of a contract; ContractError where it is none or cannot be read, or is too much."""
    text = _text(path)
    try:
        _measure(path, text)
    except yaml.YAMLError as broken:
        raise ContractError(f"{path}: the contract is not YAML: {in_one_line(broken)}") from None
    return text


def _text(path: Path) -> str:
    try:
        content = _content(path)
    except (OSError, ValueError) as missing:  # ValueError: no file has a NUL in its name
        reason = getattr(missing, "strerror", None) or missing
        raise ContractError(f"{path}: cannot read the contract: {reason}; name one with --contract") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        written = next((f"; it is {name}" for mark, name in _MARKS.items() if content.startswith(mark)), "")
        raise ContractError(
            f"{path}: the contract is not YAML: it is no text in UTF-8 (byte {broken.start}){written}"
        ) from None


def _content(path: Path) -> bytes:
    """Return the bytes of a regular file; opened so that a pipe without a writer does not hold us."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        kind = next((words for is_one, words in _KINDS.items() if is_one(mode)), None)
        if kind:
            raise ContractError(f"{path}: the contract is no file but {kind}; name one with --contract")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ContractError(f"{path}: the contract is larger than {MOST_BYTES:,} bytes; name another file")
    return content


def _measure(path: Path, text: str) -> None:
    if reason := too_much(text):
        raise ContractError(f"{path}: the contract cannot be used: {reason}")


def too_much(text: str) -> str:
    """Return why a document takes too much to build, from the parser's events alone: nothing is built here.

    Empty where it does not; YAMLError where the text is no YAML.
    """
    scale = _Scale()
    for event in yaml.parse(text, Loader=_Safe):
        if reason := scale.weigh(event):
            line = f" (line {event.start_mark.line + 1})" if event.start_mark else ""
            return f"{reason}{line}"
    return ""


class _Scale:
    """Adds up values as aliases repeat them, and knows how deep the document is at each event."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []
        self._sizes: dict[str, int] = {}
        self._total = 0

    def weigh(self, event: yaml.Event) -> str:
        """Take one event; return why the document is refused, empty where it is not."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event.anchor, self._total))
            self._total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self._open.pop()
            self._remember(anchor, self._total - before)
        elif isinstance(event, yaml.ScalarEvent):
            self._total += 1
            self._remember(event.anchor, 1)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in (anchor for anchor, _ in self._open):
                return f"*{event.anchor} stands inside itself"
            self._total += self._sizes.get(str(event.anchor), 1)
        return self._verdict()

    def _remember(self, anchor: str | None, size: int) -> None:
        if anchor is not None:
            self._sizes[anchor] = size

    def _verdict(self) -> str:
        if len(self._open) > MOST_DEPTH:
            return f"it is nested deeper than {MOST_DEPTH} levels"
        if self._total > MOST_NODES:
            return f"it has more than {MOST_NODES:,} values, those counted that aliases (*) repeat"
        return ""


def _at(problem: str, mark: Any) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, problem, mark)


def in_one_line(broken: yaml.YAMLError) -> str:
    """Return the parser's own words without its picture of the place."""
    if not isinstance(broken, yaml.MarkedYAMLError):
        return " ".join(str(broken).split())
    words = ", ".join(part for part in (broken.context, broken.problem) if part)
    mark = broken.problem_mark or broken.context_mark
    return f"{words} (line {mark.line + 1}, column {mark.column + 1})" if mark else words
