"""Programs of Python that ask by HTTP and take whatever is answered, by their syntax tree. Pure.

Whatever is not known here may look at the answer: only what cannot is to be found.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

_VERBS = ("get", "head", "post", "put", "options", "request")
_ASKS = {
    *(f"{module}.{verb}" for module in ("requests", "httpx") for verb in _VERBS),
    *("requests.Session", "requests.session", "httpx.Client", "urllib3.PoolManager", "urllib3.request"),
    *("http.client.HTTPConnection", "http.client.HTTPSConnection"),
}
"""None of these raises for a status; `urllib.request.urlopen` does."""
_RUNS = {
    *("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"),
    *("subprocess.run", "subprocess.call", "subprocess.Popen"),
}
"""None of these raises for how a program ends, unless it is told to `check`, or not to wait for ever."""
_CHECKS = {"check", "timeout"}
_OF_A_SOCKET = {"connect_ex", "settimeout", "setblocking"}
_SAYS = {"print", "str", "os.getenv", "os.environ.get", "urllib3.Timeout", "httpx.Timeout"}
_EXITS = {"exit", "quit", "sys.exit", "os._exit", "SystemExit"}
_OF_AN_ANSWER = {*_VERBS, "getresponse", "read", "close", "connect", "decode"}
_READ = {
    "returncode",
    "stdout",
    "stderr",
    "status_code",
    "status",
    "text",
    "content",
    "reason",
    "headers",
    "ok",
    "is_success",
    "data",
    "url",
}
_MAY_RAISE = {"hooks", "event_hooks", "retries"}
"""Keywords by which a client is told to raise for a status, or to ask again because of one."""
_MODULES = {"requests", "httpx", "urllib3", *sys.stdlib_module_names}
_PLAIN = (
    ast.Constant,
    ast.Tuple,
    ast.List,
    ast.Dict,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.keyword,
    ast.Load,
    ast.Compare,
    ast.BoolOp,
    ast.UnaryOp,
)
_SIGNS = (ast.Load, ast.cmpop, ast.boolop, ast.unaryop)


def takes_any_answer(program: str) -> bool:
    """Whether it asks, and neither looks at the answer nor ends by it."""
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError):
        return False
    reader = _Reader()
    return reader.all_plain(tree.body) and reader.asks


_AT_ONCE = {"_exit", "abort", "kill", "execv", "execvp", "execl", "execlp"}


def _last(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _is_no(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


@dataclass
class _Reader:
    """What names stand for, and whether anything has asked."""

    names: dict[str, str] = field(default_factory=dict)
    asks: bool = False
    sockets: bool = False

    def all_plain(self, body: Iterable[ast.stmt], *, failing: bool = False) -> bool:
        return all(self._plain(said, failing=failing) for said in body)

    def _plain(self, said: ast.stmt, *, failing: bool) -> bool:
        """Whether a statement ends as it does whatever is answered; ``failing`` is where nobody answered."""
        match said:
            case ast.Import() | ast.ImportFrom():
                found = self._imported(said)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found = self._value(value)
                self.names[name] = ""
            case ast.Expr(value):
                found = self._value(value, failing=failing)
            case ast.With(items, body):
                found = all(map(self._opened, items)) and self.all_plain(body)
            case ast.Assert(test=ast.Constant(value=value)):
                found = bool(value)
            case ast.Assert(test=ast.Tuple(elts=[_, *_]) as pair):  # it is true, whatever is in it
                found = self._value(pair)
            case ast.Try(finalbody=[*_, ast.Expr(ast.Call() as last)]) if self._ends_well(last):
                self.asks = True
                found = self.all_plain(said.finalbody) and not self._leaves_at_once(said)
            case ast.Try(body, handlers, orelse, finalbody):
                ends = all(self.all_plain(one.body, failing=True) for one in handlers)
                found = ends and self.all_plain([*body, *orelse, *finalbody])
            case _:
                found = isinstance(said, ast.Pass) or (failing and isinstance(said, ast.Raise))
        return found

    def _opened(self, item: ast.withitem) -> bool:
        if isinstance(item.optional_vars, ast.Name):
            self.names[item.optional_vars.id] = ""
        return self._value(item.context_expr)

    def _imported(self, said: ast.Import | ast.ImportFrom) -> bool:
        if isinstance(said, ast.ImportFrom):
            module = said.module or ""
            self.names |= {one.asname or one.name: f"{module}.{one.name}" for one in said.names}
            return module.partition(".")[0] in _MODULES
        self.names |= {one.asname: one.name for one in said.names if one.asname}
        return all(one.name.partition(".")[0] in _MODULES for one in said.names)

    def _value(self, value: ast.expr | ast.keyword, *, failing: bool = False) -> bool:
        if isinstance(value, ast.Call):
            return self._call(value, failing=failing)
        if isinstance(value, ast.Attribute):
            return self._named(value) == "os.environ" or (value.attr in _READ and self._value(value.value))
        if isinstance(value, ast.Subscript):
            return self._named(value.value) == "os.environ" and isinstance(value.slice, ast.Constant)
        if isinstance(value, ast.BinOp):  # an address is put together
            return isinstance(value.op, ast.Add) and self._value(value.left) and self._value(value.right)
        if isinstance(value, ast.Name):
            return True
        inner = (one for one in ast.iter_child_nodes(value) if not isinstance(one, _SIGNS))
        return isinstance(value, _PLAIN) and all(
            isinstance(one, (ast.expr, ast.keyword)) and self._value(one) for one in inner
        )

    def _call(self, call: ast.Call, *, failing: bool) -> bool:
        name = self._named(call.func)
        if name in _EXITS:
            return failing or self._ends_well(call)
        if any(key.arg is None or key.arg in _MAY_RAISE for key in call.keywords):
            return False
        if name in _RUNS and any(key.arg in _CHECKS and not _is_no(key.value) for key in call.keywords):
            return False
        if not all(self._value(one) for one in [*call.args, *(key.value for key in call.keywords)]):
            return False
        if name in _ASKS | _RUNS | _SAYS | {"socket.socket"}:
            self.asks |= name in _ASKS | _RUNS
            self.sockets |= name == "socket.socket"
            return True
        func = call.func
        return isinstance(func, ast.Attribute) and self._asked_of(func.attr) and self._value(func.value)

    def _asked_of(self, method: str) -> bool:
        """Whether a method raises for no answer; that of a socket does that connects."""
        if self.sockets:
            self.asks |= method == "connect_ex"
            return method in _OF_A_SOCKET | {"close"}
        return method in _OF_AN_ANSWER

    def _ends_well(self, call: ast.Call) -> bool:
        """Whether it leaves with 0, whatever was found."""
        return self._named(call.func) in _EXITS and all(map(self._is_zero, call.args))

    def _is_zero(self, value: ast.expr) -> bool:
        if isinstance(value, ast.IfExp):
            return self._value(value.test) and self._is_zero(value.body) and self._is_zero(value.orelse)
        return isinstance(value, ast.Constant) and value.value in (0, None)

    def _leaves_at_once(self, said: ast.Try) -> bool:
        """Whether it may end the program past its `finally`."""
        inner = (one for part in [*said.body, *said.handlers, *said.orelse] for one in ast.walk(part))
        return any(isinstance(one, ast.Attribute | ast.Name) and _last(one) in _AT_ONCE for one in inner)

    def _named(self, node: ast.expr) -> str:
        """Return what a name stands for: a module by its own name, however it was imported."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, node.id)
        return f"{self._named(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""
