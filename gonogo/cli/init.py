"""Write a first contract for a live service: `gonogo init URL [--out FILE] [--force]`.

Exit status 0: written. 1: nobody answered, or a file is in the way. 4: usage.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from gonogo.cli.network import add_network, network_words, use_network
from gonogo.cli.run import bare_words
from gonogo.contract.load import load_contract
from gonogo.home import IN_CHECKOUT
from gonogo.init.draft import draft
from gonogo.init.look import NothingThereError, look
from gonogo.instruments.urls import bare
from gonogo.reports.text import visible


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Look, write, and say what to do next."""
    parser.add_argument("url", help="of the live service, as users reach it")
    parser.add_argument("--out", type=Path, default=Path("gonogo.yaml"), help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    add_network(parser)
    asked = parser.parse_args(arguments)
    if not asked.url.startswith(("http://", "https://")):
        parser.error(f"{bare(asked.url)}: expected http://… or https://…")
    if asked.out.exists() and not asked.force:
        print(
            f"{asked.out} is there already; name another with --out, or replace it with --force",
            file=sys.stderr,
        )
        return 1
    try:
        use_network(asked, asked.url)
    except ValueError as wrong:
        parser.error(str(wrong))
    try:
        text = draft(look(asked.url))
    except NothingThereError as nobody:
        print(visible(str(nobody)), file=sys.stderr)
        return 1
    _check(text)
    asked.out.write_text(text, encoding="utf-8")
    print(f"{asked.out} is written: {text.count('GUESSED') - 1} guesses are marked. Next:")
    target = bare(asked.url).rstrip("/")
    words = f"pytest -m smoke --target={target}" if IN_CHECKOUT else f"gonogo smoke {target}"
    options = bare_words([f"--contract={asked.out}", *network_words(asked)])
    print(f"  {words} {options}")
    return 0


def _check(text: str) -> None:
    """Refuse to hand out what the gate itself would refuse."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "contract.yaml"
        file.write_text(text, encoding="utf-8")
        load_contract(file)
