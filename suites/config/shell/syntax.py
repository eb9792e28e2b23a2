"""A command as a shell reads it, by tree-sitter's grammar of bash, of which that of `sh` is a part. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

Commands = list[tuple[Any, bool]]
"""Commands in their order, each with whether it is left to run in the background."""

_MOST_CHARACTERS = 20_000
_RESERVED = {
    *("!", "{", "}", "[[", "]]", "if", "then", "elif", "else", "fi", "case", "esac", "in", "for", "select"),
    *("while", "until", "do", "done", "function"),
}
"""No command has such a name: the grammar misreads a `!` before what is more than a command."""
_SAFE_PLACES = re.compile(r"/dev/(null|stdout|stderr|tty|fd/\d)|/proc/(1|self)/fd/\d|-|\d+")
_ENDS = re.compile(r"(?:[\s;)}]|fi\b|esac\b|#[^\n]*)*")
"""What is left of a script behind its last command."""
_SUBSTITUTIONS = ("command_substitution", "process_substitution")
_EXPANSIONS = ("simple_expansion", "expansion", "arithmetic_expansion", "variable_name", *_SUBSTITUTIONS)


def parse(script: str) -> Any:
    """Return the tree's root; None where the grammar does not know the script."""
    if len(script) > _MOST_CHARACTERS:
        return None
    root = _parser().parse(script.encode()).root_node
    if root.has_error:  # the grammar has no `<>`, which opens what is there to read and write (POSIX, 2.7.7)
        known = re.sub(r"(?<=[\s;}])0<>?", "<", script).replace("<>", "< ")
        known = re.sub(r"(?<=\[ -[a-z] )/(?= \])", "'/'", known)  # nor a lone slash in a test
        root = _parser().parse(known.encode()).root_node
    misread = any(text(one) in _RESERVED for one in find(root, "command_name"))
    return None if root.has_error or misread else root


@cache
def _parser() -> Any:
    import tree_sitter  # noqa: PLC0415 - of an extra, and only what is examined needs it
    import tree_sitter_bash  # noqa: PLC0415 - as above

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def does(script: str, asked: str) -> bool:
    """Whether a text stands in what a script does: in no comment, and not in what it only says."""
    tree = parse(script)
    if tree is None:
        return asked in script
    idle = [one for one in find(tree, "comment", "command") if one.type == "comment" or _only_says(one)]
    done = script.encode()
    for one in idle:
        done = done[: one.start_byte] + b" " * (one.end_byte - one.start_byte) + done[one.end_byte :]
    return asked.encode() in done


def _only_says(command: Any) -> bool:
    piped = command.parent is not None and command.parent.type == "pipeline"
    return text(command).split(maxsplit=1)[0] in ("echo", "printf") and not piped and is_literal(command)


def text(node: Any) -> str:
    """Return what stands there."""
    return str(node.text.decode(errors="replace"))


def parts(node: Any) -> list[Any]:
    """Return its parts without comments."""
    return [one for one in node.named_children if one.type != "comment"]


def bare(node: Any) -> Any:
    """Return a command without what it is redirected to."""
    return (parts(node) or [node])[0] if node.type == "redirected_statement" else node


def find(node: Any, *kinds: str) -> Iterator[Any]:
    """Give every such node in it, itself among them."""
    left = [node]
    while left:
        one = left.pop()
        if one.type in kinds:
            yield one
        left += one.children


def is_literal(node: Any) -> bool:
    """Whether nothing in it depends on where it runs."""
    return next(find(node, *_EXPANSIONS, "ansi_c_string", "brace_expression"), None) is None


def word(node: Any) -> str | None:
    """Return a word as the command gets it; None where that depends on where it runs."""
    if not is_literal(node):
        return None
    if node.type == "concatenation":
        return "".join(word(part) or "" for part in node.children)
    said = text(node)
    if node.type == "raw_string":
        return said[1:-1]
    if node.type == "string":
        return re.sub(r"\\([$`\"\\\n])", lambda found: found[1].strip("\n"), said[1:-1])
    return re.sub(r"\\(.|\n)", lambda found: found[1].strip("\n"), said)


def number(node: Any) -> str | None:
    """Return the number that a word is in the end: `$((0))`, or a variable that is given no other one."""
    said = text(node).strip('"')
    if found := re.fullmatch(r"\$\(\(\s*(\d+)\s*\)\)", said):
        return found[1]
    named = re.fullmatch(r"\$\{?([A-Za-z_]\w*)\}?", said)
    while node.parent is not None:
        node = node.parent
    script = text(node)
    if not named or re.search(r"\beval\b|\bsource\b|(?:^|[;&|\s])\.\s", script):
        return None
    values = set(re.findall(rf"(?<![\w$-]){named[1]}=(\d+)(?=[\s;&|)]|$)", script))
    rest = re.sub(rf"(?<![\w$-]){named[1]}=\d+(?=[\s;&|)]|$)|\${named[1]}\b|\$\{{{named[1]}\}}", "", script)
    return values.pop() if len(values) == 1 and not re.search(rf"\b{named[1]}\b", rest) else None


def is_last(node: Any) -> bool:
    """Whether nothing of the script is done behind a command."""
    node = node.parent if node.parent is not None and node.parent.type == "redirected_statement" else node
    root = node
    while root.parent is not None:
        root = root.parent
    return _ENDS.fullmatch(root.text[node.end_byte - root.start_byte :].decode(errors="replace")) is not None


def words(node: Any, *, filled: bool = False) -> list[str | None]:
    """Return a command's words, its name first; assignments before it are none of them.

    ``filled`` puts `0` for each variable in a word that begins otherwise.
    """
    found = [one for one in parts(node) if one.type != "variable_assignment" and "redirect" not in one.type]
    read = _filled if filled else word
    return [read(one.children[0] if one.type == "command_name" else one) for one in found]


_VARIABLES = ("simple_expansion", "expansion")


def _filled(node: Any) -> str | None:
    """Return a word with `0` for its variables; None where it begins with one, or a command makes it."""
    begins = text(node).lstrip('"')[:1]
    if is_literal(node) or begins in "$`" or next(find(node, *_SUBSTITUTIONS), None) is not None:
        return word(node)
    said = bytearray(node.text)
    inner = [one for one in find(node, *_VARIABLES) if one.parent.type not in _VARIABLES]
    for one in sorted(inner, key=lambda each: -each.start_byte):
        said[one.start_byte - node.start_byte : one.end_byte - node.start_byte] = b"0"
    tree = parse(f": {said.decode(errors='replace')}")
    return None if tree is None else [*words(next(find(tree, "command"))), None][1]


def with_background(children: Iterable[Any]) -> Commands:
    """Pair each command of a list with whether it is left to run in the background."""
    found: Commands = []
    for one in children:
        if one.type == "&" and found:
            found[-1] = (found[-1][0], True)
        elif one.is_named and one.type != "comment":
            found.append((one, False))
    return found


def branches(node: Any) -> tuple[Commands, Commands, list[Any]]:
    """Return what is asked, what is done then, and what else is tried, of an `if` or an `elif`."""
    at = next(n for n, one in enumerate(node.children) if one.type == "then")
    after = node.children[at + 1 :]
    others = [one for one in after if one.type in ("elif_clause", "else_clause")]
    body = [one for one in after if one not in others]
    return with_background(node.children[1:at]), with_background(body), others


def pipeline(node: Any) -> tuple[list[Any], list[tuple[str, Any]]]:
    """Return the commands of a pipeline, and what is tried after it, each behind its sign.

    A pipe binds closer than `&&` and `||` (POSIX, 2.9.3), which the grammar does not know of three commands.
    """
    commands, then = parts(node), list[tuple[str, Any]]()
    while commands[-1].type in ("list", "pipeline"):
        inner = commands.pop()
        if inner.type == "pipeline":
            commands += parts(inner)
            continue
        first, sign, second = (one for one in inner.children if one.type != "comment")
        commands, then = [*commands, first], [(sign.type, second), *then]
    return commands, then


def case_body(node: Any) -> Commands:
    """Return what is done where the value fits."""
    at = next(n for n, one in enumerate(node.children) if one.type == ")")
    return with_background(node.children[at + 1 :])


def may_not_open(redirect: Any) -> bool:
    """Whether a shell may fail to open it: a file that is read, a connection; not a file to write to."""
    signs = "".join(one.type for one in redirect.children if not one.is_named)
    place = redirect.child_by_field_name("destination")
    said = text(place) if place else ""
    if "/dev/tcp/" in said or "/dev/udp/" in said:
        return True
    return signs.startswith("<") and "&" not in signs and not _SAFE_PLACES.fullmatch(said)


def after_heredoc(node: Any) -> tuple[str, Any] | None:
    """Return sign and command after a here-document in its line; no command where it is a pipe."""
    for one in find(node, "heredoc_redirect"):
        more = [part for part in one.children if part.type in ("&&", "||", "pipeline")]
        if more:
            after = [part for part in one.named_children if part.start_byte > more[0].start_byte]
            simple = len(more) == 1 and more[0].type != "pipeline"
            return more[0].type, after[0] if simple else None
    return None
