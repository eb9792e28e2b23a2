"""A step of the pipeline: `python -m deploy.pipeline STEP`; .github/workflows/deploy.yml says in which order.

Exit status: 0 it may go on, 1 the release is refused (NO-GO), 3 nobody could tell (HOLD), 4 wrong words.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial

from deploy.pipeline import images, notes, performance, production, scans, staging
from deploy.pipeline.outcome import GO, HOLD, NO_GO, Ended, RefusedError, StepError, tell
from deploy.pipeline.place import PRODUCTION, STAGING, Place, Release
from deploy.setup.commands import ROOT
from deploy.setup.steps import SetupError
from gonogo.contract.errors import ContractError
from gonogo.targets.base import TargetError


def baseline(_: argparse.Namespace) -> Ended:
    """Fetch the deployed release's scan, and tell the scan of it."""
    found, said = scans.fetch()
    return Ended(GO, said, {"baseline": f"--baseline={found.relative_to(ROOT)}" if found else ""})


def keep_scan(asked: argparse.Namespace) -> Ended:
    """Keep the scan in the registry, with the list of what is in the image (SBOM), by the image's digest."""
    kept = scans.keep(asked.image)
    return Ended(GO, f"pushed {kept}", {"scan": kept})


def mark_scan(asked: argparse.Namespace) -> Ended:
    """Make the scan of what is deployed the baseline of the next."""
    production.same(asked.image, asked.verified)
    return Ended(GO, scans.mark(PRODUCTION, _release(asked), asked.scanned))


def build(_: argparse.Namespace) -> Ended:
    """Build each target and push it."""
    pushed = images.build_and_push()
    outputs = {target: release.image for target, release in pushed.items()}
    release = pushed["production"]
    return Ended(GO, f"pushed {release.image} and its siblings", outputs | {"revision": release.revision})


def stage(asked: argparse.Namespace) -> Ended:
    """Bring staging up with the image."""
    return Ended(GO, f"{asked.image} answers at {staging.bring_up(STAGING, _release(asked))}")


def gate(asked: argparse.Namespace) -> Ended:
    """Judge staging; only what is GO is told onwards as verified."""
    return Ended(GO, staging.judge(STAGING, _release(asked)), {"verified": asked.image})


def compare(asked: argparse.Namespace) -> Ended:
    """Refuse an image that is not the verified one, before anything is touched."""
    production.same(asked.image, asked.verified)
    return Ended(GO, f"{asked.image} is what was verified")


def roll_out(asked: argparse.Namespace) -> Ended:
    """Bring the verified image to production, watched."""
    return Ended(GO, production.deploy(PRODUCTION, _release(asked), asked.verified))


def perform(asked: argparse.Namespace) -> Ended:
    """Measure it on staging, beside the release before."""
    return Ended(GO, performance.compare(STAGING, _release(asked)))


def write_notes(_: argparse.Namespace) -> Ended:
    """Write the release notes."""
    before = PRODUCTION.before
    print(text := notes.notes(before.revision if before else ""))
    out = ROOT / "reports" / "out" / "release-notes.md"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    return Ended(GO, "release notes are in reports/out/release-notes.md")


def status(_: argparse.Namespace) -> Ended:
    """Say what is deployed where."""
    return Ended(GO, "; ".join(f"{place.name}: {_state(place)}" for place in (STAGING, PRODUCTION)))


def down(asked: argparse.Namespace) -> Ended:
    """Remove an environment with its volumes and all that it remembers."""
    place = Place(asked.place)
    if (release := place.deployed) is not None:
        place.project(release).compose("down", "--volumes", "--remove-orphans", seconds=120.0)
    for kept in place.folder.iterdir():
        kept.unlink()
    return Ended(GO, f"{place.name} is gone")


def _state(place: Place) -> str:
    return place.deployed.image if place.deployed else "nothing"


def _release(asked: argparse.Namespace) -> Release:
    return Release(asked.image, asked.revision)


STEPS: dict[str, Callable[[argparse.Namespace], Ended]] = {
    "baseline": baseline,
    "keep-scan": keep_scan,
    "mark-scan": mark_scan,
    "build": build,
    "stage": stage,
    "gate": gate,
    "compare": compare,
    "roll-out": roll_out,
    "performance": perform,
    "notes": write_notes,
    "status": status,
    "down": down,
}


def main(words: list[str]) -> int:
    """Do one step; whatever cannot be done is one sentence and HOLD."""
    asked = _parser().parse_args(words)
    say = partial(tell, asked.step)
    try:
        return say(STEPS[asked.step](asked))
    except RefusedError as refused:
        return say(Ended(NO_GO, str(refused)))
    except (StepError, SetupError, TargetError, ContractError) as broke:
        return say(Ended(HOLD, str(broke)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.pipeline", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for name, step in STEPS.items():
        one = steps.add_parser(name, help=step.__doc__)
        if name in ("keep-scan", "stage", "gate", "compare", "roll-out", "performance", "mark-scan"):
            one.add_argument("--image", required=True, help="repository@sha256:… as the build told it")
            one.add_argument("--revision", required=True, help="what it was made from")
        if name in ("compare", "roll-out", "mark-scan"):
            one.add_argument("--verified", default="", help="what the gate on staging told")
        if name == "mark-scan":
            one.add_argument("--scanned", required=True, help="what keep-scan told")
        if name == "down":
            one.add_argument("place", choices=("staging", "production"))
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
