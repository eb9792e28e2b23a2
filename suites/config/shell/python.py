"""Programs of Python that end well whatever they find, by their syntax tree. Pure.

Whatever is not known here may fail: only what cannot is to be found.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable

_CATCHES_ALL = {"Exception", "BaseException"}
_READS = {f"sys.stdin.{how}()" for how in ("read", "readline", "readlines")} | {"sys.stdin"}
_LEAVES = {"exit", "_exit", "quit", "abort", "kill", "SystemExit"}


def cannot_fail(program: str) -> bool:
    """Whether it asks for nothing, or catches whatever goes wrong and says well."""
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return _harmless(tree.body)


def _harmless(body: Iterable[ast.stmt]) -> bool:
    return all(map(_is_harmless, body))


def _is_harmless(said: ast.stmt) -> bool:
    match said:
        case (
            ast.Pass()
            | ast.Expr(ast.Constant())
            | ast.Assign(value=ast.Constant())
            | ast.Assert(ast.Constant(True | 1))
        ):
            return True
        case ast.Import() | ast.ImportFrom():
            return _is_of_python(said)
        case ast.Expr(ast.Call() as call):
            return _only_prints(call) or _leaves_well(call)
        case ast.Try():
            return _is_caught(said)
        case ast.With():
            return any(map(_suppresses, said.items)) and not _leaves(said.body)
    return False


def _is_of_python(said: ast.Import | ast.ImportFrom) -> bool:
    named = [said.module or ""] if isinstance(said, ast.ImportFrom) else [one.name for one in said.names]
    return all(name.partition(".")[0] in sys.stdlib_module_names for name in named)


def _only_prints(call: ast.Call) -> bool:
    """Whether it prints what it has, or reads: an item of it may be missing, and another call may fail."""
    risky = (ast.Call, ast.Attribute, ast.Subscript, ast.BinOp)
    told = [one for one in (*call.args, *call.keywords) if ast.unparse(one) not in _READS]
    inner = (node for given in told for node in ast.walk(given))
    return _name(call.func) == "print" and not any(isinstance(node, risky) for node in inner)


def _leaves_well(call: ast.Call) -> bool:
    values = [given.value if isinstance(given, ast.Constant) else "unknown" for given in call.args]
    return _name(call.func) in ("exit", "_exit", "quit") and values in ([], [0], [None])


def _is_caught(said: ast.Try) -> bool:
    """Whether something catches all that its body may raise, and is harmless itself."""
    catching = [handler for handler in said.handlers if _catches_all(handler.type)]
    others = [*said.orelse, *said.finalbody, *(one for handler in said.handlers for one in handler.body)]
    return bool(catching) and not _leaves(said.body) and _harmless(others)


def _catches_all(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(map(_catches_all, kind.elts))
    return kind is None or _name(kind) in _CATCHES_ALL


def _suppresses(item: ast.withitem) -> bool:
    call = item.context_expr
    return isinstance(call, ast.Call) and _name(call.func) == "suppress" and any(map(_catches_all, call.args))


def _leaves(body: Iterable[ast.stmt]) -> bool:
    """Whether it may end the program itself, which no `except Exception` holds up."""
    return any(_name(node) in _LEAVES for said in body for node in ast.walk(said))


def _name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None
