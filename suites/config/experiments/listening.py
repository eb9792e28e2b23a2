"""Which literals say where the release itself listens: that is no address of another service."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

_SERVERS = ("HTTPServer", "ThreadingHTTPServer", "TCPServer", "ThreadingTCPServer", "TCPSite", "WSGIServer")
_CALLS = (
    *("bind", "create_server", "listen", "make_server", "run", "run_app", "run_simple", "serve"),
    "start_server",
)
_LISTENS = frozenset((*_SERVERS, *_CALLS, "uvicorn.Config"))
_OWN = ("127.", "0.0.0.0")  # noqa: S104  # nosec B104: compared, and bound by nobody
_ANY_FREE_PORT = 0
_CALLERS = re.compile(r"_ips$|^trusted|^forwarded_allow|allowed_hosts$", re.IGNORECASE)
_OPTIONS = frozenset({"--host", "--listen", "--address", "-H", "-b"})
_PARAMETERS = ("host", "address", "interface", "listen", "ip")
_SERVES = re.compile(r"(?:^|_)(?:serve|server|listen|run|main|bind)(?:$|_)")


def own_addresses(tree: ast.Module) -> Iterator[int]:
    """Give the id of each loopback or unspecified address that a listener is given, or that has port 0."""
    listeners = _LISTENS | {*_own_servers(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_one_of(node.func, listeners):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield from (id(one) for value in given for one in _parts(value) if _own(one))
        elif isinstance(node, ast.Tuple) and _is_free_port(node):
            yield from (id(one) for one in node.elts[:1] if _own(one))
        yield from (id(one) for value in _of_callers(node) for one in _elements(value) if _own(one))


def _of_callers(node: ast.AST) -> Iterator[ast.expr]:
    """Give what a caller's address is compared with, and where a command listens unless it is told."""
    if isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.keyword):
        if node.value is not None and any(map(_CALLERS.search, _names_of(node))):
            yield node.value
    elif isinstance(node, ast.Call) and _is_one_of(node.func, ("add_argument", "option", "Option")):
        options = {one.value for one in node.args if isinstance(one, ast.Constant)}
        yield from (one.value for one in node.keywords if one.arg == "default" and options & _OPTIONS)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _SERVES.search(node.name):
        yield from (value for name, value in _defaults(node.args) if name in _PARAMETERS)


def _elements(value: ast.expr) -> list[ast.expr]:
    """Return a value, or those of a list that stands there as it is: what a call is given is another's."""
    return value.elts if isinstance(value, ast.List | ast.Tuple | ast.Set) else [value]


def _defaults(given: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    """Give each parameter that has a default, with it."""
    plain = [one.arg for one in (*given.posonlyargs, *given.args)]
    yield from zip(plain[len(plain) - len(given.defaults) :], given.defaults, strict=True)
    pairs = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    yield from ((one.arg, value) for one, value in pairs if value is not None)


def _names_of(node: ast.Assign | ast.AnnAssign | ast.keyword) -> list[str]:
    if isinstance(node, ast.keyword):
        return [node.arg or ""]
    return [ast.unparse(one) for one in (node.targets if isinstance(node, ast.Assign) else [node.target])]


def _own_servers(tree: ast.Module) -> Iterator[str]:
    """Give the name of each class that is made of a server, as one is whose backlog is set."""
    known = {*_SERVERS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(_is_one_of(base, known) for base in node.bases):
            known.add(node.name)
            yield node.name


def _is_one_of(named: ast.expr, names: Collection[str]) -> bool:
    name = ast.unparse(named)
    return name in names or name.rpartition(".")[2] in names


def _parts(value: ast.expr) -> list[ast.expr]:
    """A pair of host and port counts by its host, a lookup by what it falls back to."""
    if isinstance(value, ast.Tuple) and len(value.elts) == 2:
        return value.elts[:1]
    if isinstance(value, ast.Call) and _is_one_of(value.func, ("get", "getenv")):
        return value.args[1:]
    return value.values if isinstance(value, ast.BoolOp) else [value]


def _own(value: ast.AST) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.startswith(_OWN)


def _is_free_port(pair: ast.Tuple) -> bool:
    """Nobody connects to port 0: it asks the system for one to listen on."""
    port = pair.elts[1] if len(pair.elts) == 2 else None
    return isinstance(port, ast.Constant) and port.value == _ANY_FREE_PORT and port.value is not False
