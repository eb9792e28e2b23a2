"""The command `gonogo`: what it knows, and which module does it. Each is imported when it is asked for."""

from __future__ import annotations

import argparse
import atexit
import gc
import importlib
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from gonogo import __version__
from gonogo.cli.said import shown

USAGE = 4
"""Exit status of what was asked wrongly, as pytest has it; 0 is GO or good, 1 NO-GO or bad, 3 HOLD."""
INTERRUPTED = 2
_STRANGE = "unrecognized arguments: "
_COLLECTED_AFTER = 1_000_000
"""So many objects more before the collector looks for cycles (700 is Python's own number): what a command
imports lives as long as it does, and was looked through a hundred times while it was made."""


class Command(NamedTuple):
    """A word of the command, the module that does it, and what it is for."""

    word: str
    module: str
    summary: str


COMMANDS = (
    Command("smoke", "run", "the quick rules that only read, on a live URL"),
    Command("verify", "run", "every rule that the contract promises and the target makes possible"),
    Command("load", "load.command", "the contract's journeys as load: live figures, a table"),
    Command("init", "init", "a first contract from a look at a live service"),
    Command("rules", "rules", "the rules, or those of one gate"),
    Command("explain", "explain", "one rule: why, reference, remedy, the key that promises it, its proofs"),
    Command("lint-metrics", "lint", "check an exposition: a file, a URL, or - for standard input"),
    Command("check-contract", "check", "read a contract, and say what is wrong with it"),
    Command("migrate-contract", "migrate", "write a contract of an older version as this one reads it"),
    Command("trend", "trend", "what changed and what drifts over the last ninety nights, and a page of them"),
    Command("doctor", "doctor", "what this machine and this contract lack for more rules"),
    Command("completion", "completion", "completion for bash, zsh or fish"),
)


class Parser(argparse.ArgumentParser):
    """argparse with our exit status for usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with the status of a wrong usage."""
        said = shown(f"{self.prog}: {_unsaid(message)}", sys.stderr)
        self.exit(USAGE, f"{said}\n{self.format_usage()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the first word says; returns the exit status."""
    _spare_the_collector()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] in (["--version"], ["-V"]):
        print(f"gonogo {__version__}")
        return 0
    if not given or given[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if given else USAGE
    found = next((command for command in COMMANDS if command.word == given[0]), None)
    if found is None:
        print(shown(f"gonogo {_unsaid(given[0])}: no such command\n\n{_help()}", sys.stderr), file=sys.stderr)
        return USAGE
    try:
        module = importlib.import_module(f"gonogo.cli.{found.module}")
        parser = Parser(prog=f"gonogo {found.word}", description=f"{found.summary}.")
        status: int = module.main(parser, given[1:])
    except KeyboardInterrupt:  # before pytest is there, which has words of its own
        print(f"gonogo {found.word}: interrupted", file=sys.stderr)
        return INTERRUPTED
    return status


def _unsaid(message: str) -> str:
    """Return a complaint about the command line without what may be a secret in a word of it."""
    from gonogo.stated import unsaid  # noqa: PLC0415 - where nothing is wrong nothing is loaded

    about, strange, words = message.partition(_STRANGE)
    if strange:
        return (
            f"{about}{strange}{' '.join(dict.fromkeys(_word(word, unsaid(word)) for word in words.split()))}"
        )
    return unsaid(re.sub(r"(ambiguous option: --?[\w-]+)=.*( could match )", r"\1=…\2", message))


def _word(word: str, shown: str) -> str:
    """Return a word that nobody expected: an option by its name, what may be a value of one not at all."""
    option, has_value, _ = word.partition("=")
    if re.fullmatch(r"--?[A-Za-z][A-Za-z-]*", option):
        return f"{option}=…" if has_value else option
    return shown if "://" in word or re.fullmatch(r"[a-z]+(?:[/._-][a-z]+)*", word) else "…"


def _spare_the_collector() -> None:
    """Look for cycles less often, and not once more at the end, where the memory goes back anyway."""
    gc.set_threshold(_COLLECTED_AFTER)
    atexit.register(gc.freeze)


def _help() -> str:
    width = max(len(command.word) for command in COMMANDS)
    lines = [f"  {command.word:<{width}}  {command.summary}" for command in COMMANDS]
    return "\n".join(
        [
            "usage: gonogo COMMAND [...]    The release gate: GO, NO-GO or HOLD, with evidence.",
            "",
            *lines,
            "",
            "gonogo COMMAND --help says more. Exit status: 0 GO or good, 1 NO-GO or bad, 2 interrupted,",
            "3 HOLD, 4 usage or contract.",
        ]
    )
