"""`python -m gonogo.cleanup down [--all]`: remove what dead runs left, or every run there is.

Exit status 0 when nothing of it remains, 1 with the names of what does, 2 for wrong usage.
"""

import argparse
import sys

from gonogo.cleanup import engine
from gonogo.cleanup.report import sentences
from gonogo.cleanup.sweep import known_runs, sweep_dead, sweep_where
from gonogo.run_id import is_alive


def main(arguments: list[str] | None = None) -> int:
    """Sweep, say what was done, and return the exit status."""
    chosen = _parser().parse_args(arguments)
    swept = sweep_where(lambda _: True) if chosen.all else sweep_dead()
    lines = [line for one in swept for line in sentences(one)] or ["No run left anything to remove."]
    if not chosen.all:
        lines += _left_alone()
    if not engine.available():
        lines.append("No container engine answers here, so only processes were looked at.")
    print("\n".join(lines))
    return 1 if any(one.remaining or one.problem for one in swept) else 0


def _left_alone() -> list[str]:
    known, _ = known_runs()
    alive = [run_id for run_id in sorted(known) if is_alive(run_id)]
    foreign = [run_id for run_id in sorted(known) if is_alive(run_id) is None]
    return [
        *(f"Run {run_id} is still running and was left alone." for run_id in alive),
        *(
            f"Run {run_id} is of another machine or boot and was left alone; --all removes it."
            for run_id in foreign
        ),
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gonogo.cleanup", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="down")
    down = commands.add_parser("down", help="stop and remove what dead runs left")
    down.add_argument(
        "--all", action="store_true", help="every run on this engine, also those that still go on"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
