"""How a command may end, by the structure of its shell. Pure.

Whatever is not known here may end either way: only what cannot fail is to be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from gonogo.suites.config.shell import flow, nothing, options, processes, programs, syntax
from gonogo.suites.config.shell.ending import (
    EITHER,
    ILL,
    LEAVES,
    WELL,
    Ending,
    Endings,
    called,
    leaving,
    left,
    trapped,
    turned,
)

_SURE = {True: WELL, False: ILL, None: EITHER}
_MOST_STEPS = 20_000
_MOST_CALLS = 8  # functions that call each other, scripts in scripts


@dataclass
class Shell:
    """A shell's options and functions, and how its last command may have ended.

    ``asked`` is what the one command holds whose failure is followed, and ``met`` holds whether it was.
    Where it is ``alone``, no program is found that is looked for, and nobody answers one that asks.
    ``trapped`` is whether it leaves well from now on, however it leaves: by what it does then,
    which it does when it is ``ending``: a bare `exit` leaves with the status that there was.
    ``line`` is its own command line, where the script stands in it. ``scripts`` are those of the image that
    were read, by their names, and ``values`` what variables hold where nobody answers.
    """

    errexit: bool = False
    pipefail: bool = False
    nounset: bool = False
    last: Endings = WELL
    depth: int = 0
    functions: dict[str, Any] = field(default_factory=dict)
    steps: list[int] = field(default_factory=list)
    alone: bool = False
    asked: str = ""
    others: tuple[str, ...] = ()
    met: list[bool] = field(default_factory=list)
    trapped: bool = False
    ending: bool = False
    line: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def run(self, node: Any, *, quiet: bool) -> Endings:
        """Return how it may end; ``quiet`` is where `set -e` does not look: in a condition, before `||`."""
        ways: dict[str, Callable[..., Endings]] = {
            "program": self.sequence, "compound_statement": self._compound, "do_group": self.sequence,
            "subshell": self._subshell, "list": self._list, "pipeline": self._pipeline,
            "negated_command": self._negated, "redirected_statement": self._redirected,
            "if_statement": partial(flow.if_statement, self),
            "while_statement": partial(flow.while_statement, self),
            "for_statement": partial(flow.for_statement, self),
            "c_style_for_statement": partial(flow.for_statement, self),
            "case_statement": partial(flow.case_statement, self), "command": self._command,
            "test_command": self._test, "function_definition": self._define,
            "declaration_command": self._plain, "unset_command": self._plain,
            "variable_assignment": self._assigned, "variable_assignments": self._assigned,
        }  # fmt: skip
        self.steps.append(1)
        if len(self.steps) > _MOST_STEPS:
            raise RecursionError  # functions that call each other, more and more often
        way = ways.get(node.type)
        found = way(node, quiet) if way else self._checked(EITHER, quiet=quiet)
        self.last = found & EITHER or EITHER
        return found

    def program(self, given: list[str | None], *, quiet: bool, piped: bool = False) -> Endings:
        """Return how a command of these words may end."""
        missed = self.alone and (programs.looks_for_a_tool(given) or programs.fetches(given))
        given = ["false"] if missed else given
        name, *rest = programs.unwrapped(given) or ["true"]
        if given[0] == "exec" and name != "exec":
            self.trapped = False  # nothing is left of the shell
            return leaving(self.program([name, *rest], quiet=True))
        if name in LEAVES:
            return self._leave(name, rest)
        if name in self.functions and self.depth < _MOST_CALLS:
            return self._called(self.functions[name], quiet=quiet)
        if (script := programs.script_of(name, rest, self.scripts)) is not None:
            return self._checked(self._script(script), quiet=quiet)
        if name in ("break", "continue"):
            return frozenset({Ending.BROKE})
        if name in ("set", "shopt"):
            self.options(rest)
        found = _SURE[programs.ends(name, rest, piped=piped)]
        return self._checked(self._followed(given, found, quiet=quiet) if self.asked else found, quiet=quiet)

    def _followed(self, given: list[str | None], found: Endings, *, quiet: bool) -> Endings:
        """Return how a command ends where the failure of one alone is followed."""
        said = " ".join(word or "" for word in given)
        if self.asked in said and found == EITHER:
            self.met.append(True)
            return ILL
        other = any(one in said for one in self.others)
        open_ended = self.met or None in given or given[0] in ("test", "[")
        return WELL if found == EITHER and not quiet and (other or not open_ended) else found

    def _checked(self, found: Endings, *, quiet: bool) -> Endings:
        """Apply `set -e`: what goes on non-zero leaves the shell."""
        if self.errexit and not quiet and Ending.ILL in found:
            return found - ILL | {Ending.LEFT_ILL}
        return found

    def sequence(self, node: Any, quiet: bool) -> Endings:
        """Return how commands may end that stand one after the other."""
        return self.each(syntax.with_background(node.children), quiet)

    def each(self, commands: Iterable[tuple[Any, bool]], quiet: bool) -> Endings:
        """Run one after the other, as long as any goes on; what runs in the background has begun well."""
        gone: Endings = frozenset()
        going = WELL
        for command, background in commands:
            found = WELL if background else self.run(command, quiet=quiet)
            found = trapped(found) if self.trapped else found
            gone, going = gone | (found - EITHER), found & EITHER
            self.last = going or EITHER
            if not going:
                break
        return gone | going

    def _compound(self, node: Any, quiet: bool) -> Endings:
        if node.children[0].type == "((":
            said = syntax.text(node)[2:-2].strip()
            sure = {True: ILL, False: WELL}[int(said) == 0] if said.isdigit() else EITHER
            return self._checked(sure, quiet=quiet)
        return self.sequence(node, quiet)

    def _subshell(self, node: Any, quiet: bool) -> Endings:
        return self._checked(left(self._apart().sequence(node, quiet)), quiet=quiet)

    def _list(self, node: Any, quiet: bool) -> Endings:
        first, sign, second = (one for one in node.children if one.type != "comment")
        return self._then(self.run(first, quiet=True), sign.type, second, quiet=quiet)

    def _then(self, found: Endings, sign: str, second: Any, *, quiet: bool) -> Endings:
        """Return how it ends with what follows `&&` or `||`."""
        goes_on = WELL if sign == "&&" else ILL
        if not found & goes_on:
            return found
        self.last = goes_on
        return (found - goes_on) | self.run(second, quiet=quiet)

    def _pipeline(self, node: Any, quiet: bool) -> Endings:
        commands, then = syntax.pipeline(node)
        first, *rest = commands
        negated = first.type == "negated_command"  # a `!` before the first is one of them all
        each = [left(self._aside(syntax.parts(first)[-1] if negated else first, piped=False))]
        nothing = (self.alone or bool(self.asked)) and each[-1] == ILL
        for one in rest:
            words = programs.words_of(one)
            sure = programs.of_nothing(words, said=not self.alone) if nothing else None
            each.append(left(self._aside(one, piped=True)) if sure is None else _SURE[sure])
            nothing = nothing and programs.hands_nothing_on(words)
        said = [programs.words_of(syntax.bare(one)) for one in commands] if self.line else []
        if len(said) == 2 and processes.is_listed(said[0], said[1], self.line):
            each[-1] = WELL
        found = each[-1] | (ILL if self.pipefail and any(Ending.ILL in one for one in each) else frozenset())
        found = turned(found) if negated else found if then else self._checked(found, quiet=quiet)
        for at, (sign, second) in enumerate(then, 1):
            found = self._then(found, sign, second, quiet=quiet or at < len(then))
        return found

    def _aside(self, node: Any, *, piped: bool) -> Endings:
        own = self._apart(errexit=False)
        if node.type == "redirected_statement" and len(syntax.parts(node)) > 1:
            node = syntax.parts(node)[0]
        if node.type == "command" and piped:
            return own.program(programs.words_of(node), quiet=True, piped=True)
        return own.run(node, quiet=True)

    def _negated(self, node: Any, _: bool) -> Endings:
        found = self.run(syntax.parts(node)[-1], quiet=True)
        return turned(found)

    def _redirected(self, node: Any, quiet: bool) -> Endings:
        body = [one for one in syntax.parts(node) if "redirect" not in one.type]
        found = self.run(body[0], quiet=quiet) if body else WELL
        if (rest := syntax.after_heredoc(node)) is not None:
            sign, second = rest
            return self._then(found, sign, second, quiet=quiet) if second else EITHER
        opens = not self.asked and any(syntax.may_not_open(one) for one in syntax.find(node, "file_redirect"))
        return found | self._checked(ILL, quiet=quiet) if opens else found

    def _command(self, node: Any, quiet: bool) -> Endings:
        words = programs.words_of(node)
        if words[:1] == ["exit"] and words[1:] == [None] and "$?" not in syntax.text(node):
            if (status := syntax.number(syntax.parts(node)[-1])) is not None:
                return self._leave("exit", [status])
            return frozenset({Ending.LEFT_WELL, Ending.LEFT_ILL})  # with what was kept of another command
        if words[:1] == ["trap"] and node.parent.type == "program" and {*words[2:]} & {"EXIT", "0"}:
            self.trapped = self._leaves_well(words[1])
        known = self._known(words, node)
        if known is not None:
            return self._checked(_SURE[known], quiet=quiet)
        found = self.program(words, quiet=quiet) if words else WELL
        return found | self._unset(node)

    def _known(self, words: list[str | None], node: Any) -> bool | None:
        """Return how a command ends that finds the shell itself, or tests what nobody said."""
        if self.line and processes.finds_its_shell(programs.unwrapped(words), self.line):
            return None if syntax.is_last(node) else True  # a shell hands itself to its last command
        tests = self.alone and words[:1] == ["test"] and None in words
        return nothing.of_test(node, self.values) if tests else None

    def _leaves_well(self, script: str | None) -> bool:
        """Whether what is done at the end leaves by a 0 of its own, in place of the status that there was."""
        own = self._apart(last=EITHER, ending=True)
        tree = syntax.parse(script) if script else None
        return tree is not None and own.run(tree, quiet=True) == frozenset({Ending.LEFT_WELL})

    def _unset(self, node: Any) -> Endings:
        """Return how it ends where a variable is not set that has to be."""
        wanted = any(":?" in syntax.text(one)[:80] for one in syntax.find(node, "expansion"))
        used = self.nounset and next(syntax.find(node, "expansion", "simple_expansion"), None)
        return frozenset({Ending.LEFT_ILL}) if wanted or used else frozenset()

    def _test(self, node: Any, quiet: bool) -> Endings:
        if self.alone and programs.looks_for_a_tool(["test", *syntax.text(node).strip("[ ").split()]):
            return self._checked(ILL, quiet=quiet)
        known = nothing.of_test(node, self.values) if self.alone else None
        return self._checked(_SURE[programs.sure(node) if known is None else known], quiet=quiet)

    def _define(self, node: Any, _: bool) -> Endings:
        name = node.child_by_field_name("name")
        self.functions[syntax.text(name)] = node.child_by_field_name("body")
        return WELL

    def _plain(self, _: Any, __: bool) -> Endings:
        return WELL

    def _assigned(self, node: Any, quiet: bool) -> Endings:
        """An assignment ends as the last command that it substitutes."""
        inner = list(syntax.find(node, "command_substitution"))
        self.values = nothing.kept(node, inner, self.values) if self.alone else {}
        if not inner:
            return WELL | self._unset(node)
        found = left(self._apart().sequence(inner[0], quiet)) if len(inner) == 1 else EITHER
        found = WELL if self.asked and not self.met else found
        return self._checked(found, quiet=quiet) | self._unset(node)

    def _leave(self, name: str, rest: list[str | None]) -> Endings:
        well, ill = LEAVES[name]
        status = rest[0] if rest else None
        if status and status.isdigit():
            return frozenset({well if int(status) % 256 == 0 else ill})
        last = EITHER if self.ending or (rest and status is not None) else self.last
        return frozenset(well if one is Ending.WELL else ill for one in last)

    def _called(self, body: Any, *, quiet: bool) -> Endings:
        self.depth += 1
        found = self.run(body, quiet=quiet)
        self.depth -= 1
        return self._checked(called(found), quiet=quiet)

    def _script(self, script: programs.Script) -> Endings:
        known = script.text is not None and self.depth < _MOST_CALLS
        tree = syntax.parse(str(script.text)) if known else None
        if tree is None:
            return EITHER
        inner = self
        if script.own:
            inner = replace(self, errexit=False, pipefail=False, nounset=False, trapped=False, values={})
            inner.last, inner.functions, inner.depth = WELL, {}, self.depth + 1
            inner.line = str(script.text) if self.line and not script.filed else ""
        inner.options(list(script.options))
        found = inner.run(tree, quiet=False)
        return inner.left(found) if script.own else found

    def left(self, found: Endings) -> Endings:
        """Return the endings of the whole shell, with what it does at its end."""
        return left(found - ILL | WELL if self.trapped and ILL & found else found)

    def _apart(self, **changes: Any) -> Shell:
        """Return a shell beside this one: it has its functions, and not what this one does at its end."""
        return replace(self, functions=dict(self.functions), trapped=False, **changes)

    def options(self, words: list[str | None]) -> None:
        """Note what `set` switches on, or off."""
        for option, on in options.switched(words):
            setattr(self, option, on)
