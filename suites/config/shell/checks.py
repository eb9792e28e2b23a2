"""Whether a check, or one command of a script, can say no. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gonogo.suites.config.shell import programs, syntax
from gonogo.suites.config.shell.ending import Ending, left
from gonogo.suites.config.shell.run import Shell


def can_fail(
    check: Sequence[str], scripts: Mapping[str, str] | None = None, *, filed: bool = False
) -> bool | None:
    """Whether a health check, as the engine has it, can end non-zero; None where nobody can say.

    It has to be able to where the tools that it looks for are missing as well, and where nobody answers.
    ``scripts`` are those of the image by their paths; ``filed`` is whether a script that is handed to a shell
    comes from a file, and stands in no command line.
    """
    form, *rest = check
    if form not in ("CMD", "CMD-SHELL") or not rest:
        form, rest = "CMD-SHELL", [" ".join(check)]
    try:
        line, read = "" if filed else f"/bin/sh -c {' '.join(rest)}", programs.by_name(scripts or {})
        shells = Shell(line=line, scripts=read), Shell(alone=True, line=line, scripts=read)
        if form == "CMD":
            return all(Ending.ILL in left(shell.program(list(rest), quiet=True)) for shell in shells)
        tree = syntax.parse(rest[0])
        return None if tree is None else all(Ending.ILL in s.left(s.run(tree, quiet=False)) for s in shells)
    except RecursionError:
        return None


def hides(check: Sequence[str], asked: str, others: Sequence[str] = ()) -> bool:
    """Whether the failure of the command that holds ``asked`` is lost, though another one may fail.

    It fails here, and what stands before it is well, as ``others`` are wherever they stand. What follows may
    judge what it left behind, so that its end counts. Where no command holds it, nothing is hidden.
    """
    shell = Shell(asked=asked, others=tuple(others))
    try:
        found = left(shell.program(list(check[1:]), quiet=True))
    except RecursionError:
        return False
    return bool(shell.met) and Ending.ILL not in found
