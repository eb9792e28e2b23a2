"""`gonogo completion SHELL`: commands, gates and rules for bash, zsh and fish."""

from __future__ import annotations

import argparse

from gonogo.cli.main import COMMANDS

_BASH = """_gonogo() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}"
    case "${{COMP_WORDS[1]}}" in
        rules) COMPREPLY=($(compgen -W "{gates}" -- "$word"));;
        explain) COMPREPLY=($(compgen -W "$(gonogo rules --names)" -- "$word"));;
        completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$word"));;
        *) COMPREPLY=($([ "$COMP_CWORD" = 1 ] && compgen -W "{words}" -- "$word" || compgen -f -- "$word"));;
    esac
}}
complete -o filenames -F _gonogo gonogo"""
_ZSH = "autoload -U +X bashcompinit && bashcompinit\n" + _BASH
_FISH = "complete -c gonogo -n __fish_use_subcommand -f -a '{words}'"
SHELLS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Print a script; `eval "$(gonogo completion bash)"` makes it hold."""
    from gonogo.home import SUITES  # noqa: PLC0415 - nothing else of the command needs it

    parser.add_argument("shell", choices=tuple(SHELLS))
    shell = parser.parse_args(arguments).shell
    words = " ".join(command.word for command in COMMANDS)
    gates = " ".join(sorted(path.parent.name for path in SUITES.glob("*/rules") if path.is_dir()))
    print(SHELLS[shell].format(words=words, gates=gates))
    return 0
