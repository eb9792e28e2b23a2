"""From what was asked to what is told: the target started, the load sent, the line kept, the table drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from gonogo.cli.load import kept
from gonogo.cli.load.live import Live
from gonogo.cli.load.measured import Load, measure
from gonogo.cli.load.started import begun
from gonogo.cli.load.table import Row, draw, failures, over, peer_rows, rows_of
from gonogo.cli.load.wanted import Wanted
from gonogo.contract.errors import ContractError
from gonogo.contract.latency import Latency
from gonogo.core.rule import BrokenRuleError
from gonogo.fixtures.load import journeys_of
from gonogo.fixtures.run import Run
from gonogo.instruments.locks import LockHeldError
from gonogo.loadtests.plan import PlanError
from gonogo.loadtests.targets import ForeignHostError
from gonogo.options import Options
from gonogo.reports.paper import Paper
from gonogo.reports.shape import shapes
from gonogo.targets.base import ReleaseDidNotStartError, TargetError

SCRIPT = "load.k6.js"


class NothingSentError(ValueError):
    """What was asked is refused, and nothing was sent; one sentence."""


class NotMeasuredError(Exception):
    """There is no figure at all; the text says why, without secrets."""


_REFUSED = (ContractError, ValueError, BrokenRuleError, TargetError)
_BROKEN = (ReleaseDidNotStartError, TargetError, LockHeldError, OSError)


@dataclass
class Done:
    """What there is to tell of a load; ``line`` is as it was kept, None where nothing was measured."""

    latency: Latency
    load: Load
    rows: list[Row] = field(default_factory=list)
    others: dict[str, list[Row]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    line: dict[str, Any] | None = None

    @property
    def status(self) -> int:
        """The exit status."""
        return self.load.status

    def text(self, color: bool, width: int) -> str:
        """Return the table and what is to be said about it."""
        paper = Paper(color, width)
        if self.rows:
            draw(paper, self.latency, self.rows, self.others)
            paper.blank()
        for sentence in self._sentences():
            paper.line(sentence)
        return paper.text()

    def _sentences(self) -> Iterator[str]:
        yield from failures(self.rows)
        yield from over(self.rows, self.latency)
        result = self.load.result
        if result is not None:
            yield from (
                f"{one.journey}: {said}" for one in journeys_of(result, self.latency) for said in shapes(one)
            )
            health = result.health
            yield (
                f"{health.started} of {health.planned} arrivals sent in {result.measured_seconds:.1f} s, "
                f"{health.dropped} dropped, the latest {health.schedule_lag.max_seconds * 1000:.0f} ms late"
            )
        yield from self.notes
        if self.load.stopped_by:
            yield f"ended early by {self.load.stopped_by}: it is not the whole plan"
        if self.load.doubt:
            yield f"not measured as planned: {self.load.doubt}"
        if self.rows and not self.load.status:
            yield "measured, not judged; the verdict: gonogo verify --gate=latency"


def load(asked: Wanted, options: Options, people: TextIO) -> Done:
    """Do it; NothingSentError or NotMeasuredError, Ctrl-C and SIGTERM are an end like others."""
    with ExitStack() as ending:
        try:
            run = ending.enter_context(begun(asked.contract, options))
        except _REFUSED as refused:
            raise NothingSentError(str(refused)) from None
        return _loaded(asked, options, run, Live(people))


def _loaded(asked: Wanted, options: Options, run: Run, live: Live) -> Done:
    latency = asked.latency
    try:
        done = Done(latency, measure(run, latency, live, live.say, _script(asked, options)))
    except ForeignHostError as foreign:
        raise NothingSentError(
            f"{options.target}: load goes to this machine alone, and {foreign.host} is "
            f"{', '.join(foreign.addresses)}; run it there, or with --target=local or --target=compose"
        ) from None
    except PlanError as unfit:
        raise NothingSentError(run.redactor.text(str(unfit))) from None
    except _BROKEN as broke:
        raise NotMeasuredError(run.redactor.text(str(broke))) from None
    finally:
        live.end()
    if done.load.result is not None and done.load.seen is not None:
        done.rows = rows_of(done.load.result, done.load.seen)
        _beside(done)
        _keep(done, options, run)
    return done


def _script(asked: Wanted, options: Options) -> Path | None:
    """Return where k6's script goes, beside what is kept; None where it is not asked."""
    if asked.engine != "k6":
        return None
    options.out.mkdir(parents=True, exist_ok=True)
    return options.out / SCRIPT


def _beside(done: Done) -> None:
    """Put k6's figures beside ours, with what has to be known of them."""
    peer, result = done.load.peer, done.load.result
    if peer is None or result is None:
        return
    done.others["k6"] = peer_rows(result, peer)
    sent = sum(journey.sent for journey in peer.journeys)
    done.notes.append(
        f"k6: {sent} sent, {peer.dropped} dropped; its latency runs from its own send, ours from the moment "
        "that was planned"
    )


def _keep(done: Done, options: Options, run: Run) -> None:
    """Say how it was before, and add this load; a folder that cannot be written costs no figure."""
    facts = kept.comparable(run.contract.service, done.latency, run.target.kind, done.load.replicas)
    done.line = kept.line_of(done.load, facts, done.rows, done.others.get("k6", []), run.id)
    try:
        if before := kept.last(options.out, done.line["comparable"]):
            done.others["before"] = before[1]
            done.notes.append(f"before: the last load like this one, {before[0]} UTC")
        kept.keep(options.out, done.line)
        done.notes.append(f"kept: {options.out / kept.NAME}, {done.line['comparable']}")
    except (OSError, LockHeldError) as unwritten:
        done.notes.append(f"not kept: {unwritten}")
