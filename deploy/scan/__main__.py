"""`make scan`. Exit status 0 GO, 1 NO-GO, 3 HOLD, 4 a wrong command line, baseline or list of waivers."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from deploy.scan import install, page, place, sarif, scan_json, sources
from deploy.scan.baseline import read_baseline
from deploy.scan.image import Image
from deploy.scan.judge import doubts, verdict
from deploy.scan.model import Broken, Looked, Outcome, UsageError
from deploy.scan.running import NAMES, run
from deploy.scan.scan_json import Scan
from deploy.scan.scores import Score
from deploy.scan.tools import posture
from deploy.scan.waivers import read_waivers
from deploy.scan.work import Work
from deploy.setup.commands import ROOT

_REASONS = 12


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line; UsageError where it is wrong."""
    parser = argparse.ArgumentParser(prog="python -m deploy.scan", description=__doc__, exit_on_error=False)
    parser.add_argument("--baseline", type=Path, help="scan.json of the deployed release: what is new blocks")
    parser.add_argument(
        "--require", action="append", default=[], choices=NAMES, help="HOLD where it cannot look"
    )
    parser.add_argument(
        "--image", default=os.environ.get("GONOGO_APP_IMAGE", ""), help="the production image"
    )
    parser.add_argument("--advisories", type=Path, default=os.environ.get("GONOGO_ADVISORIES") or None)
    parser.add_argument("--verdict", type=Path, default=ROOT / "reports" / "out" / "verdict.json")
    parser.add_argument("--out", type=Path, default=place.OUT)
    try:
        read, unknown = parser.parse_known_args(words)
    except argparse.ArgumentError as wrong:
        raise UsageError(str(wrong)) from None
    if unknown:
        raise UsageError(f"unknown: {' '.join(unknown)} (--help lists what there is)")
    if read.advisories and not Path(read.advisories).exists():
        raise UsageError(f"{read.advisories}: there is no database of advisories")
    return read


def main(words: list[str]) -> int:
    """Scan, leave the reports, say the verdict."""
    try:
        given = arguments(words)
        now = dt.datetime.now(dt.UTC)
        baseline = read_baseline(given.baseline) if given.baseline else None
        waivers = read_waivers(place.WAIVERS, now.date())
    except UsageError as wrong:
        print(f"usage: {wrong}", file=sys.stderr)
        return 4
    _begin(given.out, scan_json.unfinished(now))
    begun = time.monotonic()
    outcomes, image = _scan(given, now)
    judged = verdict(outcomes, baseline, waivers, given.require, now)
    done = Scan(
        started=now,
        seconds=round(time.monotonic() - begun, 1),
        revision=sources.revision(ROOT),
        image=image,
        baseline=baseline.source if baseline else "",
        required=tuple(given.require),
        outcomes=outcomes,
        verdict=judged,
        scores=_scores(outcomes, given.verdict),
    )
    _leave(given.out, done)
    return judged.decision.exit_code


def _scan(given: argparse.Namespace, now: dt.datetime) -> tuple[tuple[Outcome, ...], Image | None]:
    lacking = install.provide()
    with tempfile.TemporaryDirectory(prefix="gonogo-scan-") as scratch:
        work = Work(
            root=ROOT,
            scratch=Path(scratch),
            out=given.out,
            programs=install.programs(),
            actionlint=install.actionlint(),
            image=given.image,
            advisories=Path(given.advisories).resolve() if given.advisories else None,
            verdict=given.verdict,
            now=now,
        )
        made, image = [], None
        for outcome, seen in run(work, lacking):
            print(f"scan  {outcome.tool:<25}{_said(outcome, now)}", flush=True)
            made.append(outcome)
            image = image or seen
    return tuple(made), image


def _scores(outcomes: tuple[Outcome, ...], path: Path) -> tuple[Score, ...]:
    """Score what the last verification examined, where it is good for something."""
    looked = any(isinstance(one, Looked) and one.tool == "posture" for one in outcomes)
    return posture.scored(ROOT, path) if looked else ()


def _said(outcome: Outcome, now: dt.datetime) -> str:
    if not isinstance(outcome, Looked):
        return f"{'error' if isinstance(outcome, Broken) else 'not possible here'}: {outcome.why}"
    covered = outcome.coverage
    read = f"{covered.scanned} of {covered.exist} {covered.unit}"
    told = f"{len(outcome.findings)} findings, {read} ({outcome.seconds:.1f} s)"
    return "; ".join((told, *(f"inconclusive: {said}" for said in doubts(outcome, now))))


def _begin(out: Path, document: dict[str, Any]) -> None:
    """Leave a HOLD in place of the scan before, none of whose reports stays."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / place.NATIVE, ignore_errors=True)
    (out / "scan.sarif").unlink(missing_ok=True)
    _write(out, document)
    (out / "index.html").write_text(page.render(document), encoding="utf-8")


def _write(out: Path, document: dict[str, Any]) -> None:
    (out / "scan.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _leave(out: Path, scan: Scan) -> None:
    document = scan_json.render(scan)
    _write(out, document)
    (out / "scan.sarif").write_text(json.dumps(sarif.render(scan), indent=1) + "\n", encoding="utf-8")
    (out / "index.html").write_text(page.render(document), encoding="utf-8")
    reasons = scan.verdict.reasons
    print(f"\n{document['headline']}: security scan, {scan.seconds:.0f} s")
    for reason in reasons[:_REASONS]:
        print(f"  {reason}")
    if len(reasons) > _REASONS:
        print(f"  … and {len(reasons) - _REASONS} more")
    print(f"  {out / 'index.html'}")


def _ended(*_: object) -> None:
    """Turn SIGTERM into an end that removes what was made for the scan."""
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _ended)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(2)
