"""A health check without the programs that take any answer: each is written as `true`. Pure."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Callable, Sequence

from gonogo.suites.config.shell import programs, syntax
from gonogo.suites.config.shell.asking_others import php_takes_any_answer, ruby_takes_any_answer
from gonogo.suites.config.shell.asking_python import takes_any_answer

Words = Sequence[str | None]
_WELL = ["true"]
_MOST_SCRIPTS = 4  # in each other
_LANGUAGES: dict[str, tuple[tuple[str, ...], Callable[[str], bool]]] = {
    r"python[\d.]*": (("-c",), takes_any_answer),
    r"php[\d.]*": (("-r", "--run"), php_takes_any_answer),
    r"ruby[\d.]*": (("-e",), ruby_takes_any_answer),
}
_FLAG = re.compile(r"-[A-Za-z][\w/.=-]*")
_RUNNERS = {("bundle", "exec"), ("poetry", "run"), ("uv", "run"), ("pipenv", "run"), ("pdm", "run")}


def settled(check: Sequence[str]) -> Sequence[str]:
    """Return a check as it is, but for the programs in it to which each answer is as good as the next."""
    form, *rest = check
    if form == "CMD":
        return [form, *(_command(rest, 0) or rest)]
    return [form, _script(rest[0], 0)] if form == "CMD-SHELL" and rest else check


def _script(script: str, depth: int) -> str:
    tree = syntax.parse(script) if depth < _MOST_SCRIPTS else None
    if tree is None:
        return script
    done = script.encode()
    commands = sorted(syntax.find(tree, "command"), key=lambda node: -node.start_byte)
    for node in commands:  # from the end, so that places before it stay where they are
        words = syntax.words(node)
        if words and (other := _command(words, depth)):
            done = done[: node.start_byte] + shlex.join(other).encode() + done[node.end_byte :]
    return done.decode(errors="replace")


def _command(words: Words, depth: int) -> list[str] | None:
    """Return what stands for a command, None where it stays."""
    name, *rest = programs.unwrapped(words) or [None]
    if rest and (name, rest[0]) in _RUNNERS:
        name, *rest = rest[1:] or [None]
    if name is None:
        return None
    if _takes_any(posixpath.basename(name), rest):
        return _WELL
    given = programs.script_of(name, rest)
    if given is None or given.text is None:
        return None
    other = _script(given.text, depth + 1)
    return [name, *given.options, other] if other != given.text else None


def _takes_any(name: str, rest: Words) -> bool:
    """Whether it is an interpreter that is given one such program, behind flags and nothing else."""
    for pattern, (options, judged) in _LANGUAGES.items():
        if re.fullmatch(pattern, name):
            *flags, option, program = rest if len(rest) > 1 else (None, None)
            plain = all(flag is not None and _FLAG.fullmatch(flag) for flag in flags)
            return plain and option in options and program is not None and judged(program)
    return False
