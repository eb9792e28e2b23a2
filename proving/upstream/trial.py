"""One pair tried: the gate on its bad release, on the first mended one, and on today's."""

from __future__ import annotations

import time
from collections.abc import Callable

from proving.gate import GateRun, run_gate
from proving.judge import Judged, Outcome
from proving.upstream.entries import Pair, Release
from proving.upstream.judging import Said, judge, said, told_apart
from proving.upstream.releases import folder_of
from proving.upstream.result import Tried

VARIABLE = "RELEASE"
"""Says where the release lies; each contract of a pair passes it on to its service."""


def try_out(pair: Pair, reasons: Callable[[Release], str]) -> Tried:
    """Judge the three releases, one after the other; one that cannot be had holds the pair, by name."""
    began = time.monotonic()
    if held := next(filter(None, map(reasons, pair.releases)), ""):
        return _held(pair, held)
    (bad, judged), *rest = (_judged(pair, release) for release in pair.releases)
    good = tuple(one for one, _ in rest)
    return Tried(pair, bad, good, told_apart(pair, judged, bad, good), round(time.monotonic() - began, 1))


def _held(pair: Pair, reason: str) -> Tried:
    bad, *good = (Said(release.version, "HOLD", why=(reason,)) for release in pair.releases)
    return Tried(pair, bad, tuple(good), Judged(Outcome.ERROR, reason=reason), held=reason)


def _judged(pair: Pair, release: Release) -> tuple[Said, Judged]:
    run = run_gate(
        pair.contract,
        "local",
        f"upstream-{pair.id}-{release.label}",
        environment={VARIABLE: str(folder_of(pair, release))},
    )
    nothing = "" if run.verdict else _last_words(run)
    return said(release.version, run.verdict, nothing), judge(pair, run.verdict, nothing)


def _last_words(run: GateRun) -> str:
    lines = (run.out / "output.txt").read_text(errors="replace").splitlines()
    return f"the run left no verdict: {' | '.join(line.strip() for line in lines[-4:])}"
