"""What is known of single programs: which end well whatever they find, and which run others. Pure."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gonogo.suites.config.shell import always, clients, one_liners, syntax

Words = Sequence[str | None]
_SHELLS = {"sh", "bash", "ash", "dash", "zsh", "ksh", "mksh", "busybox sh"}
_ALWAYS_WELL = {
    *("true", ":", "echo", "printf", "sleep", "date", "pwd", "whoami", "uname", "arch", "nproc", "uptime"),
    *("set", "shopt", "trap", "umask", "export", "readonly", "declare", "typeset", "local", "unset", "alias"),
    *("env", "sync", "clear", "times", "logger"),
}
_WELL_BY_THEMSELVES = {"id", "hostname", "ls", "ps", "free", "df", "wait", "jobs", "cat"}
_WRAPPERS = {
    "exec",
    "command",
    "builtin",
    "nohup",
    "time",
    "nice",
    "ionice",
    "setsid",
    "stdbuf",
    "env",
    "sudo",
    "tini",
    "dumb-init",
    "xargs",
}
_WITH_ONE_WORD = {"timeout", "gosu", "su-exec", "chpst", "setpriv"}
_WITH_VALUES = {
    "sudo": ("-u", "--user", "-g", "--group", "-h", "-p"),
    "xargs": ("-n", "-I", "-P", "-L", "-d", "-s", "-a"),
    "env": ("-u", "--unset", "-C"),
}
"""Options of theirs behind which a value stands."""
_FILTERS = {
    "cat": 0,
    "sort": 0,
    "uniq": 0,
    "wc": 0,
    "rev": 0,
    "nl": 0,
    "head": 0,
    "tail": 0,
    "fold": 0,
    "od": 0,
}
"""Filters that read what is piped into them, and end well then; with more operands they read a file."""
_FILTERS |= {
    "sed": 1,
    "awk": 1,
    "tr": 2,
    "cut": 0,
    "base64": 0,
    "column": 0,
    "hexdump": 0,
    "tee": 99,
    "ts": 1,
}
_VALUE = re.compile(r"-?\d+|[^/]{1,3}")


@dataclass(frozen=True)
class Script:
    """What a command hands to a shell: ``text`` is None where it depends on where it runs."""

    text: str | None
    options: list[str]
    own: bool
    filed: bool = False


def looks_for_a_tool(words: Words) -> bool:
    """Whether a command only tells if a program is there, as `command -v` and `test -x` do."""
    name, first = _plain(words[0]), words[1] if len(words) > 1 else None
    looks = {"command": ("-v", "-V"), "test": ("-x",), "[": ("-x",)}
    return name in ("which", "type", "hash") or first in looks.get(str(name), ())


_FETCHES = frozenset({"curl", "wget", "nc", "ncat", "http", "https", "xh", "xhs", "grpcurl", "fetch"})
_SEARCHES = frozenset({"grep", "egrep", "fgrep", "rg"})


def fetches(words: Words) -> bool:
    """Whether a command asks somebody who may not be there."""
    return bool(words) and next(iter(unwrapped(words)), None) in _FETCHES


def words_of(node: Any) -> list[str | None]:
    """Return a command's words; of what asks by HTTP, or is a program, with `0` for what is put into them."""
    words = syntax.words(node)
    name, *rest = unwrapped(words) or [None]
    asks = name in _FETCHES | _QUERIES or one_liners.is_interpreter(name, rest)
    return syntax.words(node, filled=True) if None in words and asks else words


_QUERIES = frozenset({"jq", "gojq", "jaq"})
_QUERY_OPTIONS = re.compile(
    r"-[rcCMaSjR]+|--(?:raw|compact|color|monochrome|ascii|join)-output|--raw-input|--sort-keys|--tab|--unbuffered"
)
_ENDS_ITSELF = re.compile(r"\b(?:error|halt|halt_error|input|include|import|tonumber|fromjson)\b")
_GOES_THROUGH = frozenset({"cat", "sort", "uniq", "rev", "head", "tail", "fold", "tr", "cut", "tee", "sed"})


def of_nothing(words: Words, *, said: bool = False) -> bool | None:
    """Return how a command ends where nothing comes in: ill if it looks for a line, well if for values.

    A query runs once for each value that comes in, so never (jq, --exit-status; with it, by its version).
    Where what failed ``said`` something, a line may be found in it, and a query may end by itself.
    """
    name, *rest = unwrapped(words) or [None]
    if name in _SEARCHES:
        return None if said else False
    if said and any(_ENDS_ITSELF.search(str(word)) for word in rest):
        return None
    if name not in _QUERIES or None in rest:
        return None
    operands = [word for word in map(str, rest) if not _QUERY_OPTIONS.fullmatch(word)]
    plain = len(operands) < 2 and not any(word.startswith("-") for word in operands)
    return True if plain else None


def hands_nothing_on(words: Words) -> bool:
    """Whether nothing comes out of a command into which nothing came."""
    return next(iter(unwrapped(words)), None) in _SEARCHES | _QUERIES | _GOES_THROUGH


def unwrapped(words: Words) -> list[str | None]:
    """Return the command that is run in the end, its name without a path."""
    left = list(words)
    while left and (name := _plain(left[0])) in _WRAPPERS | _WITH_ONE_WORD | {"busybox"}:
        inner = left[1:]
        while inner and (str(inner[0]).startswith("-") or (name == "env" and "=" in str(inner[0]))):
            inner = inner[2:] if str(inner[0]) in _WITH_VALUES.get(str(name), ()) else inner[1:]
        inner = inner[1:] if name in _WITH_ONE_WORD else inner
        if not inner:
            break
        left = inner
    return [_plain(left[0]), *left[1:]] if left else []


_FOLDERS = ("", *(f"{top}/{sub}" for top in ("", "/usr", "/usr/local") for sub in ("bin", "sbin")))


def _plain(name: str | None) -> str | None:
    """Return a program's name; one of a folder of the release's own is not that of the system."""
    folder, base = posixpath.split(name or "")
    return base if name is not None and folder in _FOLDERS else name


def script_of(name: str | None, rest: Words, scripts: Mapping[str, str]) -> Script | None:
    """Return the script that a shell is given by `-c`, or `eval`, or a file that was read; None for none."""
    return _script_file(name, rest, scripts) or _script_given(name, rest)


def _script_given(name: str | None, rest: Words) -> Script | None:
    if name == "eval":
        return Script(None if None in rest else " ".join(map(str, rest)), [], own=False)
    if name in ("su", "runuser") and "-c" in rest[:-1]:
        return Script(rest[list(rest).index("-c") + 1], [], own=True)
    if name not in _SHELLS:
        return None
    for at, one in enumerate(rest):
        if not str(one).startswith(("-", "+")) and str(rest[at - 1]) not in ("-o", "-eo", "-euo"):
            break
        if re.fullmatch(r"-[a-z]*c[a-z]*", str(one)):
            following = [word for word in rest[at + 1 :] if not str(word).startswith("-") or word is None]
            options = [str(word) for word in rest[: at + 1]]
            return Script(following[0] if following else None, options, own=True)
    return Script(None, [], own=True)


_SHEBANG = re.compile(
    r"#!\s*(?:/usr/bin/env\s+(?:-S\s+)?)?(?:/\S*/)?(?:ba|da|a|k|z)?sh(?:[ \t]+(-\S+(?: \S+)*))?[ \t]*\r?\n"
)


def _script_file(name: str | None, rest: Words, scripts: Mapping[str, str]) -> Script | None:
    given = next((at for at, one in enumerate(rest) if not re.match(r"-[euxl]*$", str(one))), 0)
    handed = name in _SHELLS and bool(rest)
    said = scripts.get(str(_plain(rest[given] if handed else name)))
    if said is None:
        return None
    begins = _SHEBANG.match(said)
    if not begins and not handed:
        return None
    own = (begins[1] or "").split() if begins and not handed else []
    return Script(said, [*own, *(str(one) for one in rest[:given] if handed)], own=True, filed=True)


def by_name(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return scripts by the names that commands have for them: of a folder of programs, without it."""
    return {str(_plain(path)): text for path, text in scripts.items()}


def ends(name: str | None, rest: Words, *, piped: bool = False) -> bool | None:
    """Whether a program ends well (True) or ill (False) whatever it finds; None where it may do either."""
    if name == "false":
        return False
    if always.is_there_anyway(name, rest):
        return True
    if name in ("test", "["):
        return None if None in rest else constant(shlex.join(map(str, rest)))
    if clients.takes_any_status(name, rest) or one_liners.takes_any_status(name, rest):
        return True
    if name == "kill" and list(rest) in (["-0", "1"], ["-s", "0", "1"]):
        return True  # the container's first process: without it nobody asks
    forced = name == "rm" and any(re.fullmatch(r"-[rvR]*f[rvR]*|--force", str(one)) for one in rest)
    well = forced or name in _ALWAYS_WELL or (name in _WELL_BY_THEMSELVES and not rest)
    return True if well or (piped and _only_filters(name, rest)) else None


def _only_filters(name: str | None, rest: Words) -> bool:
    operands = [str(one) for one in rest if not str(one).startswith("-")]
    numbers = [one for one in operands if name in ("head", "tail", "cut", "fold") and _VALUE.fullmatch(one)]
    if name == "awk" and any("exit" in one or one == "-f" for one in map(str, rest)):
        return False
    if name == "sed" and any(re.search(r"[qQ]\s*[1-9]", one) for one in operands):
        return False  # leaves with that number, as GNU's does
    return name in _FILTERS and len(operands) - len(numbers) <= _FILTERS[name]


def sure(node: Any) -> bool | None:
    """Return what a test comes to that asks for nothing, or whether there is a status: there always is."""
    said = syntax.text(node)
    literal = syntax.is_literal(node) or not re.search(r"[$`]", said.replace("$?", ""))
    each = {constant(said.replace("$?", status)) for status in "01"} if literal else set()
    return each.pop() if len(each) == 1 else None


def constant(text: str) -> bool | None:
    """Return what a test of nothing but literals comes to; None where it asks for something."""
    try:
        words = [word for word in shlex.split(text) if word not in ("[", "]", "[[", "]]")]
    except ValueError:
        return None
    if words[:1] == ["!"] and len(words) > 1:
        inner = constant(shlex.join(words[1:]))
        return None if inner is None else not inner
    if len(words) < 2:
        return bool(words and words[0])
    if len(words) == 2:
        there = True if always.is_there_anyway("test", words) else None
        return {"-n": bool(words[1]), "-z": not words[1]}.get(words[0], there)
    return _compared(*words) if len(words) == 3 else None


def _compared(one: str, sign: str, other: str) -> bool | None:
    if sign in ("=", "=="):
        return one == other if not set(other) & set("*?[") else None
    if sign == "!=":
        return one != other if not set(other) & set("*?[") else None
    if not (re.fullmatch(r"-?\d+", one) and re.fullmatch(r"-?\d+", other)):
        return None
    a, b = int(one), int(other)
    signs = {"-eq": a == b, "-ne": a != b, "-lt": a < b, "-le": a <= b, "-gt": a > b, "-ge": a >= b}
    return signs.get(sign)
