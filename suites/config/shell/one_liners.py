"""Programs of one line: which end well with any status, as curl does, or whatever they find. Pure.

What looks at the answer in any way may fail by it, and is left alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence

from gonogo.suites.config.shell import python
from gonogo.suites.config.shell.asking_javascript import javascript_takes_any_answer
from gonogo.suites.config.shell.asking_others import php_takes_any_answer, ruby_takes_any_answer
from gonogo.suites.config.shell.asking_python import takes_any_answer


def _python(program: str) -> bool:
    return python.cannot_fail(program) or takes_any_answer(program)


_LANGUAGES: dict[str, tuple[tuple[str, ...], Callable[[str], bool]]] = {
    r"python[\d.]*": (("-c",), _python),
    r"node|nodejs|bun|tsx": (("-e", "--eval", "-p", "--print", "-pe"), javascript_takes_any_answer),
    r"deno": (("eval",), javascript_takes_any_answer),
    r"php[\d.]*": (("-r", "--run"), php_takes_any_answer),
    r"ruby[\d.]*": (("-e",), ruby_takes_any_answer),
}
_FLAG = re.compile(r"--?[A-Za-z][\w/.=-]*")
_RUNNERS = {("bundle", "exec"), ("poetry", "run"), ("uv", "run"), ("pipenv", "run"), ("pdm", "run")}


def takes_any_status(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether a command runs such a program, whose connection alone may fail."""
    program = _program(name, rest)
    return program is not None and program[1](program[0])


def is_interpreter(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether a command starts one of the languages whose programs are known here."""
    return name is not None and _language(*_without_runner(name, rest)[:1]) is not None


def _program(name: str | None, rest: Sequence[str | None]) -> tuple[str, Callable[[str], bool]] | None:
    """Return the program that an interpreter is given behind flags and nothing else, and who judges it."""
    if name is None:
        return None
    name, *rest = _without_runner(name, rest)
    language = _language(name)
    if language is None or len(rest) < 2:
        return None
    options, judged = language
    *flags, option, program = rest if options != ("eval",) else [*rest[1:-1], rest[0], rest[-1]]
    plain = all(flag is not None and _FLAG.fullmatch(flag) for flag in flags)
    return (program, judged) if plain and option in options and program is not None else None


def _without_runner(name: str, rest: Sequence[str | None]) -> list[str | None]:
    return list(rest[1:]) if len(rest) > 1 and (name, rest[0]) in _RUNNERS else [name, *rest]


def _language(name: str | None) -> tuple[tuple[str, ...], Callable[[str], bool]] | None:
    base = posixpath.basename(name or "")
    return next((found for pattern, found in _LANGUAGES.items() if re.fullmatch(pattern, base)), None)
