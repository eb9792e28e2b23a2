"""`gonogo smoke URL` and `gonogo verify`: pytest underneath, with the gate's own plugins and no others."""

from __future__ import annotations

import argparse
import errno
import json
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from gonogo.cli.main import USAGE
from gonogo.cli.network import add_network, network_words
from gonogo.cli.said import say
from gonogo.core.item import item_of
from gonogo.fixtures.hold import HOLD_STATUS, Held, hold
from gonogo.fixtures.place import HELD, stated
from gonogo.home import ROOT, SUITES
from gonogo.instruments.urls import bare
from gonogo.network import masked
from gonogo.options import BASELINE, file, filled, is_url, seconds
from gonogo.place import COMMAND, CONTRACTS, contract_above, real, reports_of
from gonogo.reports.begin import UNFINISHED, VERDICT, not_written
from gonogo.reports.text import inert_json

NO_CONTRACT = (
    "no contract: there is none of {names} from this folder up to the repository's root. "
    "Name one with --contract, or draft one: gonogo init URL"
)


class WrongWordsError(Exception):
    """Words that pytest, or an option of the gate in it, does not take; the sentence alone."""


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Run the gate; returns pytest's exit status, which is the verdict's."""
    smoke = parser.prog.endswith("smoke")
    ours, _ = _parted(arguments)
    if {"-h", "--help"} & {*ours}:
        _read(parser, arguments, smoke=smoke)
    out = _out(ours)
    is_named = stated("--contract", ours, "") or contract_above(Path.cwd())
    if not is_named and not (out / VERDICT).exists():  # nothing is written where nothing can be judged
        _read(parser, arguments, smoke=smoke)  # what is wrong there is told first
        return _without_contract(parser)
    if is_url(stated("--out", ours, "")):  # before a folder of that name is made
        _read(parser, arguments, smoke=smoke)
    if said := _turns_in_circles(out):
        say(f"gonogo: HOLD: {said}")
        return HOLD_STATUS
    held = hold(out, bare(_target(ours, smoke=smoke)))
    if isinstance(held, int):
        return held
    os.environ[HELD] = held.handed
    try:
        return _ended(held, _judge(parser, arguments, held.run, smoke=smoke), _parted(arguments)[1])
    except SystemExit as wrong:
        held.withdraw("the command line is wrong: nothing was examined")
        return int(wrong.code or 0)
    finally:
        os.environ.pop(COMMAND, None)
        held.release()


def _ended(held: Held, status: int, behind: list[str]) -> int:
    """Say so in the verdict where pytest is over and nothing was written: nobody is at work any more."""
    if _is_unfinished(held):
        given = f"; it was given {bare_words(behind)}" if behind else ""
        held.withdraw(f"nothing was examined: pytest ended by itself with status {status}{given}")
    return status


def _is_unfinished(held: Held) -> bool:
    """Whether the verdict is still the one with which the run began."""
    try:
        found = json.loads(_read_verdict(held.directory))
        return bool(found["run"] == held.run and found["reasons"] == [UNFINISHED])
    except (ValueError, KeyError, TypeError):
        return False


def _judge(parser: argparse.ArgumentParser, arguments: list[str], run: str, *, smoke: bool) -> int:
    """Read the command line and run pytest; SystemExit where there is no contract, or it is wrong."""
    asked = _read(parser, arguments, smoke=smoke)
    contract = asked.contract or contract_above(Path.cwd())
    if contract is None:
        raise SystemExit(_without_contract(parser))
    os.environ[COMMAND] = bare_words(["gonogo", parser.prog.split()[-1], *arguments])
    words = _words(asked, contract, smoke=smoke)
    try:
        return _as_json(words, asked.out, run) if asked.format == "json" else _pytest(words)
    except WrongWordsError as wrong:
        parser.error(str(wrong))


def _without_contract(parser: argparse.ArgumentParser) -> int:
    say(f"{parser.prog}: {NO_CONTRACT.format(names=', '.join(CONTRACTS))}")
    return USAGE


def _out(given: Sequence[str]) -> Path:
    return real(stated("--out", given, str(reports_of(Path.cwd()))))


def _turns_in_circles(folder: Path) -> str:
    """Say that nothing can be written below a loop of links, of which `mkdir` says only that it exists."""
    try:
        folder.stat()
    except OSError as cause:
        return str(not_written(folder, cause)) if cause.errno == errno.ELOOP else ""
    return ""


def _target(given: Sequence[str], *, smoke: bool) -> str:
    """Return what is judged, as far as it can be told before the command line is read."""
    if smoke:
        return next((word for word in given if "://" in word), "")
    return stated("--target", given, "local")


def _read(parser: argparse.ArgumentParser, arguments: list[str], *, smoke: bool) -> argparse.Namespace:
    if smoke:
        parser.add_argument("target", metavar="URL", type=filled, help="of the live service")
    else:
        parser.add_argument(
            "--target", type=filled, default="local", help="local, compose, or the URL of a live service"
        )
        parser.add_argument(
            "--gate", action="append", type=_gate, default=[], help="only this gate; repeatable"
        )
        parser.add_argument(
            "--rule", action="append", type=_rule, default=[], help="only this rule; repeatable"
        )
        parser.add_argument(
            "--allow-writes", action="store_true", help="let experiments write to a live service"
        )
        parser.add_argument("--allow-load", action="store_true", help="let experiments load a live service")
        parser.add_argument("--baseline", type=filled, metavar="URL|REVISION|IMAGE", help=BASELINE)
        parser.add_argument(
            "--build", action="store_true", help="build the stack's images before it is started"
        )
    parser.add_argument("--contract", type=file, help="what the service promises")
    parser.add_argument("--out", type=file, default=reports_of(Path.cwd()), help="folder for the reports")
    revision = "the revision that must be running, or the verdict is HOLD"
    parser.add_argument("--expect-revision", type=filled, help=revision)
    parser.add_argument(
        "--replica", action="append", type=filled, default=[], help="URL of one replica; repeatable"
    )
    parser.add_argument(
        "--deadline", type=seconds, metavar="SECONDS", help="what is not reached by then is HOLD"
    )
    add_network(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of standard output")
    parser.epilog = "What stands after -- goes to pytest: gonogo verify -- -n 2"
    ours, theirs = _parted(arguments)
    asked = parser.parse_args(ours)
    if of_none := _of_none_of(getattr(asked, "rule", []), getattr(asked, "gate", [])):
        parser.error(f"{of_none} is of none of the gates that --gate names: leave one of the two out")
    asked.pytest = theirs
    return asked


def _of_none_of(rules: list[str], gates: list[str]) -> str:
    """Return a rule that the chosen gates leave out: with both, a rule has to be asked for by both."""
    return next((rule for rule in rules if gates and rule.partition("/")[0] not in gates), "")


def _gate(named: str) -> str:
    """Return the name of a gate that there is; another one is refused with those that are legal."""
    from gonogo.core.discover import gates  # noqa: PLC0415 - the contract's model takes longer than the HOLD may

    known = gates()
    if named in known:
        return named
    alike = get_close_matches(named, known, 1)
    meant = f"; did you mean {alike[0]}?" if alike else ""
    raise argparse.ArgumentTypeError(f"there is no gate {named!r}; legal: {', '.join(known)}{meant}")


def _rule(named: str) -> str:
    """Return the id of a rule that there is; another one is refused with those that are spelt alike."""
    from gonogo.core.discover import rule_files, rule_id  # noqa: PLC0415 - as above

    known = [rule_id(path) for path in rule_files()]
    if named in known:
        return named
    alike = [rule for rule in known if rule.partition("/")[2] == named] or get_close_matches(named, known, 3)
    meant = f"; did you mean {' or '.join(alike)}?" if alike else "; gonogo rules lists them"
    raise argparse.ArgumentTypeError(f"there is no rule {named!r}{meant}")


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    at = words.index("--") if "--" in words else len(words)
    return words[:at], words[at + 1 :]


def _words(asked: argparse.Namespace, contract: Path, *, smoke: bool) -> list[str]:
    """Return the command line of pytest."""
    plain = {"target": asked.target, "contract": contract, "out": asked.out}
    plain |= {"expect-revision": asked.expect_revision, "deadline": asked.deadline}
    words = [f"--{name}={value}" for name, value in plain.items() if value is not None]
    words += [f"--replica={url}" for url in asked.replica] + network_words(asked)
    if smoke:
        words += ["-m", "smoke"]
    else:
        words += [f"--gate={gate}" for gate in asked.gate]
        words += [f"--baseline={asked.baseline}"] if asked.baseline is not None else []
        allowed = {"--allow-writes": asked.allow_writes, "--allow-load": asked.allow_load}
        words += [word for word, given in {**allowed, "--build": asked.build}.items() if given]
    chosen = [f"{SUITES.parent}/{item_of(rule)}" for rule in getattr(asked, "rule", [])] or [str(SUITES)]
    return ["-c", str(ROOT / "fixtures" / "gate.ini"), f"--rootdir={ROOT}", *chosen, *words, *asked.pytest]


def _pytest(words: list[str]) -> int:
    from gonogo.cli.plainly import run  # noqa: PLC0415 - not before it is needed: pytest takes its time

    return run(words)


def _as_json(words: list[str], out: Path, run: str) -> int:
    """Run with everything that people read on standard error, and the verdict alone on standard output."""
    with _standard_output_is_error():
        status = _pytest(words)
    verdict = _read_verdict(out)
    if _run_of(verdict) == run:  # a verdict of another run is none: a full disk may leave it
        print(inert_json(verdict), end="")
    return status


def _read_verdict(out: Path) -> str:
    try:
        return (out / "verdict.json").read_text(encoding="utf-8")
    except OSError:
        return ""


def _run_of(verdict: str) -> str:
    """Return the run that gave a verdict, empty where there is none."""
    try:
        return str(json.loads(verdict)["run"])
    except (ValueError, KeyError, TypeError):
        return ""


@contextmanager
def _standard_output_is_error() -> Iterator[None]:
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def bare_words(words: list[str]) -> str:
    """Return a command line without the users and passwords of its URLs and the values of its headers."""
    return shlex.join(bare(word) for word in masked(words))
