"""Which texts are given as a credential, or compared with what somebody sent as one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_SECOND = {"HTTPBasicAuth", "HTTPDigestAuth", "HTTPProxyAuth", "BasicAuth", "DigestAuth", "PlainCredentials"}
"""Called with a user and a password."""
_FIRST = frozenset(
    {
        *("Fernet", "URLSafeSerializer", "URLSafeTimedSerializer", "TimedSerializer", "TimestampSigner"),
        *("JSONWebSignatureSerializer", "EncryptedCookieStorage", "AESGCM", "ChaCha20Poly1305"),
    }
)
"""Called with the key by which they sign or encrypt."""
_KEYED = {"jwt.encode": 1, "jwt.decode": 1, "hmac.new": 0, "hmac.digest": 0, "AES.new": 0}
_MAIL = re.compile(r"smtp|mail|imap|pop3?|ftp|server|session", re.IGNORECASE)
_A_TITLE = re.compile(r"(?:[A-Z][a-z]+){2,}")
"""What a protocol fixes as the first key of several (`WebAppData`)."""
_USERS_ALONE = ("", "x", "X", "x-oauth-basic")
_PASSWORD = re.compile(r"(?:^|_)(?:password|passwd|passphrase|passcode|pwd)$", re.IGNORECASE)
_TOKEN = re.compile(r"(?:^|_|-)(?:token|secret|api_?-?key|authorization)$", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:request|req|form|body|payload|headers?|cookies|query|credentials|submitted|POST|GET|input)\b"
)
_WORD = re.compile(r"[A-Za-z]{1,5}|[a-z]+|[A-Z_]+")
"""What a parser or a command compares a token with, and no secret."""
_OF_COMMANDS = ("prompt", "ask", "none", "auto", "env", "stdin", "required", "optional", "unset", "default")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def given(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the id of each such text, and what it is called there."""
    guards = {id(one) for node in ast.walk(tree) for one in _guarded(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Attribute) for t in node.targets):
            if any(isinstance(t, ast.Attribute) and t.attr == "auth" for t in node.targets):
                yield from _pair(node.value)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _compared(node, guards)


def unwrapped(value: ast.expr) -> ast.expr:
    """Return the text in what makes bytes of it: `"…".encode()`, `b64decode("…")`, `bytes.fromhex("…")`."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "encode":
        return value.func.value
    makes = isinstance(value, ast.Call) and re.search(r"b64decode$|fromhex$|^bytes$", ast.unparse(value.func))
    return value.args[0] if isinstance(value, ast.Call) and makes and value.args else value


def _of_call(node: ast.Call) -> Iterator[tuple[int, str]]:
    whole = ast.unparse(node.func)
    name, args = whole.rpartition(".")[2], node.args
    for keyword in node.keywords:
        if keyword.arg == "auth":
            yield from _pair(keyword.value)
        elif keyword.arg == "key" and whole.endswith(("jwt.encode", "jwt.decode")) and not _unchecked(node):
            yield from _text(keyword.value, "signing_key")
    keyed = next((at for call, at in _KEYED.items() if f".{whole}".endswith(f".{call}")), None)
    if name in _SECOND and len(args) > 1:
        yield from _pair(ast.Tuple(args[:2]))
    elif name == "login" and len(args) == 2 and (_MAIL.search(whole) or all(map(_constant, args))):
        yield from _pair(ast.Tuple(args))
    elif name in _FIRST and args:
        yield from _text(args[0], "signing_key")
    elif keyed is not None and len(args) > keyed and not _unchecked(node):
        fixed = _constant(args[keyed])
        yield from () if fixed and _A_TITLE.fullmatch(fixed) else _text(args[keyed], "signing_key")
    elif name == "compare_digest":
        asked = next((found for one in args if (found := _name(_inner(one)))), "secret")
        yield from (found for one in args for found in _text(one, asked))


def _pair(value: ast.expr) -> Iterator[tuple[int, str]]:
    """Give the password of a user and a password, or the user where that is a token alone."""
    if isinstance(value, ast.Tuple) and len(value.elts) == 2:
        user, password = value.elts
        if _constant(password) in _USERS_ALONE:
            yield from ((one, "auth_key") for one, _ in _text(user, "") if len(_constant(user) or "") > 15)
        else:
            yield from _text(password, "password")


def _text(value: ast.expr, name: str) -> Iterator[tuple[int, str]]:
    inner = unwrapped(value)
    if _constant(inner) is not None:
        yield id(inner), name


def _constant(value: ast.expr) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.Constant) and isinstance(value.value, bytes):
        return value.value.decode("latin-1")
    return None


def _unchecked(node: ast.Call) -> bool:
    """Whether it is a token that is read without its key."""
    return re.search(r"verify_signature['\"]?\s*[:=]\s*False|verify=False", ast.unparse(node)) is not None


def _guarded(node: ast.AST) -> Iterator[ast.AST]:
    """Give what refuses a known word: `if password == "…": raise`, `assert password != "…"`."""
    if isinstance(node, ast.If) and any(isinstance(one, ast.Raise) for one in node.body):
        yield from (one for one in ast.walk(node.test) if _compares(one, ast.Eq))
    elif isinstance(node, ast.Assert):
        yield from (one for one in ast.walk(node.test) if _compares(one, ast.NotEq))


def _compares(node: ast.AST, how: type[ast.cmpop] | tuple[type[ast.cmpop], ...]) -> bool:
    return isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], how)


def _compared(function: _Function, guards: set[int]) -> Iterator[tuple[int, str]]:
    """Give what a password or a token is compared with that came from outside of the function."""
    sent = {one.arg for one in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and _SENT.search(ast.unparse(node.value)):
            sent |= {one.id for one in node.targets if isinstance(one, ast.Name)}
    for node in ast.walk(function):
        if _compares(node, (ast.Eq, ast.NotEq)) and id(node) not in guards:
            assert isinstance(node, ast.Compare)
            yield from _known(node.left, node.comparators[0], sent)
            yield from _known(node.comparators[0], node.left, sent)


def _known(asked: ast.expr, said: ast.expr, sent: set[str]) -> Iterator[tuple[int, str]]:
    text, inner = _constant(unwrapped(said)), _inner(asked)
    name = _name(inner)
    came = name in sent if isinstance(inner, ast.Name) else _SENT.search(ast.unparse(inner)) is not None
    if not text or not came or text in _OF_COMMANDS:
        return
    if (_PASSWORD.search(name) and len(text) > 3) or (_TOKEN.search(name) and not _WORD.fullmatch(text)):
        yield from _text(said, name)


def _inner(value: ast.expr) -> ast.expr:
    """Return what is stripped, encoded or looked up."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and not value.args:
        return _inner(value.func.value)
    return value


def _name(value: ast.expr) -> str:
    if isinstance(value, ast.Call) and value.args:
        return str(_constant(value.args[0]) or "") if ast.unparse(value.func).endswith(".get") else ""
    if isinstance(value, ast.Subscript):
        return _constant(value.slice) or ""
    if isinstance(value, ast.Attribute):
        return value.attr
    return value.id if isinstance(value, ast.Name) else ""
