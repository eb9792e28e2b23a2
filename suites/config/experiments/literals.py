"""Read the text literals of the release's source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from gonogo.contract.config import Literals
from gonogo.instruments.own_files import own_files
from gonogo.suites.config.experiments.connecting import connected_to
from gonogo.suites.config.experiments.data import data_files, literals_of
from gonogo.suites.config.experiments.given import given, unwrapped
from gonogo.suites.config.experiments.listening import own_addresses
from gonogo.suites.config.experiments.shown import members, shown
from gonogo.suites.config.observations.literals import Literal, Source
from gonogo.targets.base import Target

_MOST_CHARACTERS = 200
_SHORTEST_KEY_BYTES = 16
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_WRAPPERS = ("Field", "field", "SecretStr", "SecretBytes")
_LOOKUPS = ("get", "getenv", "setdefault", "pop")


def read_literals(target: Target, literals: Literals) -> Source:
    """Parse every Python file, and every data file beside one, of the promised folders but the settings'."""
    source = target.source
    ours = target.context.options.contract.resolve()  # beside the source, it is read by nobody else
    settings = [*(source / name for name in literals.settings), ours]
    every = own_files(source / name for name in literals.paths)
    found = [*(path for path in every if path.suffix == ".py"), *data_files(every)]
    files = [path for path in found if not any(path == own or own in path.parents for own in settings)]
    seen: list[Literal] = []
    unread = []
    for path in files:
        name = path.relative_to(source).as_posix()
        try:
            seen += literals_of(name, path) if path.suffix != ".py" else _of_python(name, path)
        except (SyntaxError, ValueError):
            unread.append(name)
    return Source(tuple(p.relative_to(source).as_posix() for p in files), tuple(unread), tuple(seen))


def _of_python(file: str, path: Path) -> Iterator[Literal]:
    return _literals(file, ast.parse(path.read_text(encoding="utf-8")))


def _literals(file: str, tree: ast.Module) -> Iterator[Literal]:
    documentation = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    names, own, hosts = dict(_named(tree)), set(own_addresses(tree)), set(connected_to(tree))
    words, secrets, among = set(members(tree)), dict(given(tree)), dict(_among(tree))
    pieces = {id(one) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for one in n.values}
    left_out = documentation | pieces | {id(one) for part in shown(tree) for one in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield Literal(file, node.lineno, "", _joined(node)[:_MOST_CHARACTERS])
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str | bytes)
            and id(node) not in left_out
        ):
            one = id(node)
            name = secrets.get(one) or ("" if one in words else names.get(one, ""))
            place = {"listens": one in own, "connects": one in hosts, "given": one in secrets}
            text = _text(node.value)[:_MOST_CHARACTERS]
            yield Literal(file, node.lineno, name, text, among=among.get(one, ""), **place)


def _text(value: str | bytes) -> str:
    """Return what is written; bytes that are no text in hexadecimal digits, unless they are few."""
    if isinstance(value, str):
        return value
    text = value.decode("latin-1")
    few = len(value) < _SHORTEST_KEY_BYTES
    return text if few or (value.isascii() and text.replace("\n", "").isprintable()) else value.hex()


def _joined(node: ast.JoinedStr) -> str:
    """Return a formatted text with braces for what is filled in."""
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)


def _named(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give each value that has a name: of a variable, an argument, a parameter's default or a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from ((id(one), _name(target)) for target in node.targets for one in _values(node.value))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from ((id(one), _name(node.target)) for one in _values(node.value))
        elif isinstance(node, ast.keyword) and node.arg and node.arg != "default":
            yield from ((id(one), node.arg) for one in _values(node.value))
        elif isinstance(node, ast.arguments):
            given = [*node.posonlyargs, *node.args][-len(node.defaults) :] if node.defaults else []
            yield from ((id(value), own.arg) for own, value in zip(given, node.defaults, strict=True))
            yield from ((id(v), a.arg) for a, v in zip(node.kwonlyargs, node.kw_defaults, strict=True) if v)
        elif isinstance(node, ast.Dict):
            keys = (k.value if isinstance(k, ast.Constant) else "" for k in node.keys)
            yield from ((id(value), str(key)) for key, value in zip(keys, node.values, strict=True))
        elif isinstance(node, ast.Call):
            yield from _fallback(node)


def _values(value: ast.expr) -> Iterator[ast.expr]:
    """Give a value, what it is where the environment has none, and what a field or a secret wraps."""
    yield value
    if (inner := unwrapped(value)) is not value:
        yield inner
    asks = re.search(r"environ|getenv|\bconfig\(|\benv\b", ast.unparse(value)) is not None
    if isinstance(value, ast.BoolOp) and asks:
        yield from value.values
    elif isinstance(value, ast.IfExp) and asks:
        yield from (value.body, value.orelse)
    elif isinstance(value, ast.Call) and _name(value.func) in _WRAPPERS:
        given = [*value.args[:1], *(one.value for one in value.keywords if one.arg == "default")]
        yield from (inner for one in given for inner in _values(one))


def _among(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give each element of a list, a set or a tuple that has a name, bare or in what is made of it."""
    for node in ast.walk(tree):
        held = []
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            held = [(node.value, _name(target))]
        elif isinstance(node, ast.keyword) and node.arg:
            held = [(node.value, node.arg)]
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            held = [(value, str(key.value)) for key, value in pairs if isinstance(key, ast.Constant)]
        for value, name in held:
            inner = value.args[0] if isinstance(value, ast.Call) and value.args else value
            if isinstance(inner, ast.List | ast.Set | ast.Tuple):
                yield from ((id(one), name) for one in inner.elts)


def _fallback(node: ast.Call) -> Iterator[tuple[int, str]]:
    """Give the value that a lookup by name falls back to: it runs wherever nobody sets the variable."""
    asked = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
    if asked is not None and _name(node.func) in _LOOKUPS and len(node.args) == 2:
        yield id(node.args[1]), str(asked)
    if isinstance(asked, str) and _VARIABLE.fullmatch(asked):
        yield from ((id(one.value), asked) for one in node.keywords if one.arg == "default")


def _name(target: ast.expr) -> str:
    if isinstance(target, ast.Attribute):
        return target.attr
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return str(target.slice.value)
    return target.id if isinstance(target, ast.Name) else ""
