"""`gonogo load [URL]`: the contract's latency journeys as load, live figures, and a table. It judges nothing.

Exit status 0: measured, whatever the figures are. 3: it could not be measured, or not as planned. 4: usage or
contract; nothing was started. 130: Ctrl-C (143: SIGTERM), with the table of what was measured until then.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TextIO

from gonogo.cli.load.wanted import (
    INTERRUPTED,
    NOT_MEASURED,
    UnwantedError,
    Wanted,
    add_options,
    options_of,
    wanted,
)
from gonogo.cli.main import USAGE
from gonogo.cli.run import NO_CONTRACT
from gonogo.cli.said import say
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.extras import install
from gonogo.loadtests import k6
from gonogo.options import Options
from gonogo.place import CONTRACTS, contract_above
from gonogo.reports.text import block, inert_json, visible


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Load it; returns the exit status."""
    add_options(parser)
    asked = parser.parse_args(arguments)
    if words := install("load"):
        return _refused(parser, f"packages are not installed: {words}")
    if asked.engine == "k6" and k6.binary() is None:
        return _refused(parser, k6.MISSING)
    contract = asked.contract or contract_above(Path.cwd())
    if contract is None:
        return _refused(parser, NO_CONTRACT.format(names=", ".join(CONTRACTS)))
    try:
        options = options_of(asked, contract)
        plan = wanted(load_contract(contract), asked)
    except UnwantedError as refused:
        return _refused(parser, str(refused))
    except ContractError as refused:
        say(str(refused))
        return USAGE
    return _load(parser, asked, options, plan)


def _refused(parser: argparse.ArgumentParser, sentence: str) -> int:
    say(visible(f"{parser.prog}: {sentence}"))
    return USAGE


def _load(parser: argparse.ArgumentParser, asked: argparse.Namespace, options: Options, plan: Wanted) -> int:
    from gonogo.cli.load import loading  # noqa: PLC0415 - usage and help are answered at once

    people: TextIO = sys.stderr if asked.json else sys.stdout
    try:
        done = loading.load(plan, options, people)
    except loading.NothingSentError as refused:
        return _refused(parser, str(refused))
    except loading.NotMeasuredError as broke:
        say(f"{parser.prog}: not measured: {block(str(broke))}")
        return NOT_MEASURED
    except KeyboardInterrupt as stop:  # before the load, or while all is put away
        return getattr(stop, "exit_status", INTERRUPTED)
    if done.line is not None and asked.json:
        print(inert_json(json.dumps(done.line)))
    colored = people.isatty() and not os.environ.get("NO_COLOR")
    people.write(done.text(colored, shutil.get_terminal_size().columns))
    return done.status
