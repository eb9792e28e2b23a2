"""Write a first contract: `gonogo init [URL] [--out FILE] [--force]`, or compare one: `gonogo init --check`.

In a folder with a compose file the stack is read as well; beside a running stack, both together say most.
Exit status 0: written, or nothing is new. 1: nobody answered, a file is in the way, the draft would be
no legal contract, or something is new. 4: usage.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from gonogo.cli.network import add_network, network_words, use_network
from gonogo.cli.run import bare_words
from gonogo.cli.said import say, tell
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.core.discover import discover
from gonogo.init.compare import compare
from gonogo.init.composing import below
from gonogo.init.draft import draft
from gonogo.init.look import Found, NothingThereError, look
from gonogo.init.repository import NoComposeError, Repository, read_repository
from gonogo.init.stack import OVERRIDE, override
from gonogo.init.trying import try_stack
from gonogo.instruments.urls import bare, refuse_no_base
from gonogo.options import file, filled
from gonogo.place import contract_above
from gonogo.reports.text import visible


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Look, write or compare, and say what to do next."""
    asked = _read(parser, arguments)
    if why := _why_not_there(asked):
        say(why)
        return 1
    try:
        repository = None if asked.no_compose else read_repository(Path.cwd())
        if asked.url is None and repository is None:
            parser.error(_nothing(Path.cwd()))
        found = _look(parser, asked)
    except (NothingThereError, NoComposeError) as nothing:
        say(visible(str(nothing)))
        return 1
    if asked.check:
        return _compare(parser, asked.contract, found, repository)
    text = draft(found, repository)
    if wrong := _why_illegal(text, repository):
        say(visible(f"the draft would be no legal contract, and nothing is written: {wrong}"))
        return 1
    beside = asked.out.parent / OVERRIDE
    over = override(repository) if repository else ""
    if over and beside.exists() and not asked.force:
        say(f"{beside} is there already; replace it with --force")
        return 1
    asked.out.write_text(text, encoding="utf-8")
    if over:
        beside.write_text(over, encoding="utf-8")
        tell(f"{beside} is written: it publishes what the gate asks, and keeps names, ports and data apart")
    tell(_written(asked, text))
    return 0


def _read(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    parser.add_argument("url", nargs="?", type=filled, help="of the live service, as users reach it")
    parser.add_argument(
        "--managed",
        metavar="URL",
        action="append",
        type=filled,
        default=[],
        help="where it is managed: another port; repeatable",
    )
    parser.add_argument("--out", type=file, default=Path("gonogo.yaml"), help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--no-compose", action="store_true", help="leave a compose file of this folder alone")
    parser.add_argument(
        "--check", action="store_true", help="write nothing: what is new that the contract does not promise"
    )
    parser.add_argument("--contract", type=file, help="the contract that --check compares")
    add_network(parser)
    asked = parser.parse_args(arguments)
    for option, url in (("", asked.url), *(("--managed", managed) for managed in asked.managed)):
        if url:
            _check_url(parser, option, url)
    return asked


def _why_not_there(asked: argparse.Namespace) -> str:
    """Say why the draft cannot be written where it is wanted, before anybody is asked for anything."""
    if asked.check:
        return ""
    if not asked.out.parent.is_dir():
        return f"{asked.out.parent} is no folder: make it, or name another file with --out"
    if asked.out.exists() and not asked.force:
        return f"{asked.out} is there already; name another with --out, or replace it with --force"
    return "" if os.access(asked.out.parent, os.W_OK) else f"{asked.out.parent} cannot be written"


def _check_url(parser: argparse.ArgumentParser, option: str, url: str) -> None:
    """End with the status of a wrong usage for what is no URL of a service; a query of it is passed over."""
    plain = url.partition("#")[0].partition("?")[0]
    try:
        refuse_no_base(option, plain, "; expected http://… or https://…")
    except ValueError as wrong:
        parser.error(str(wrong))


def _nothing(folder: Path) -> str:
    """Say that there is nothing to look at, and where there may be."""
    said = "nothing to look at: give the URL of a live service, or come to a folder with a compose file"
    found = below(folder)
    return f"{said}: {', '.join(found)}" if found else said


def _look(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> Found | None:
    if asked.url is None:
        return None
    try:
        use_network(asked, asked.url)
    except ValueError as wrong:
        parser.error(str(wrong))
    return look(asked.url, asked.managed, measures=not asked.check)


def _compare(
    parser: argparse.ArgumentParser, named: Path | None, found: Found | None, repository: Repository | None
) -> int:
    file = named or contract_above(Path.cwd())
    if file is None:
        parser.error("--check compares a contract, and there is none here: name one with --contract")
    try:
        comparison = compare(load_contract(file), found, repository, discover())
    except ContractError as wrong:
        parser.error(str(wrong))
    tell(visible(comparison.text))
    return 1 if comparison.new else 0


def _written(asked: argparse.Namespace, text: str) -> str:
    """Say what was written, and the command that comes next."""
    guesses = text.count("GUESSED") - 1
    marked = "1 guess is" if guesses == 1 else f"{guesses} guesses are"
    said = f"{asked.out} is written: {marked} marked. Next:"
    contract = [f"--contract={asked.out}"]
    if asked.url is None:
        return f"{said}\n  {bare_words(['gonogo', 'verify', '--target=compose', *contract])}"
    target = bare(asked.url).rstrip("/")
    return f"{said}\n  gonogo smoke {target} {bare_words([*contract, *network_words(asked)])}"


def _why_illegal(text: str, repository: Repository | None) -> str:
    """Say why the gate itself would refuse a draft, on one line; empty where it takes it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "contract.yaml"
        file.write_text(text, encoding="utf-8")
        try:
            try_stack(load_contract(file), repository)
        except ContractError as wrong:
            first, *lines = str(wrong).splitlines()  # the first line names the file, which nobody has
            return "; ".join(line.strip() for line in lines or [first.removeprefix(f"{file}: ")])
    return ""
