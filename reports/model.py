"""What every report is made from: one frozen value, secrets already taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from gonogo.core.evidence import JourneyLatency
from gonogo.core.finding import Finding, Severity
from gonogo.core.scope import Scope
from gonogo.core.verdict import Verdict
from gonogo.reports.entry import Entry


@dataclass(frozen=True)
class Subject:
    """What was judged: the digests of the images that ran, and what the release says it is."""

    digests: tuple[str, ...] = ()
    version: str = ""
    revision: str = ""
    configuration: str = ""


@dataclass(frozen=True)
class RuleReport:
    """A selected rule: its documentation, its finding (None where none came), its proofs.

    ``severity`` is after demotion and ``demoted`` its reason, empty where not demoted; ``rerun`` is the
    command that runs just this rule again; ``proven_by`` holds the defects that it refused in the lock,
    empty means unproven; ``experiment`` is the name of what it judged, ``health.read_probes``.
    """

    id: str
    gate: str
    title: str
    why: str
    reference: str
    remedy: str
    severity: Severity
    demoted: str
    finding: Finding | None
    proven_by: tuple[str, ...]
    rerun: str
    experiment: str = ""


@dataclass(frozen=True)
class Report:
    """A run. ``target`` is what the user named; ``seconds`` is wall time.

    ``selection`` says in the user's words what was chosen, ``command`` runs the same again, ``page`` is the
    path of report.html. ``experiments`` is seconds by name; ``earlier`` are runs of the same service on the
    same target that left their reports in the same folder, the last one last. ``journeys`` are the contract's
    under load, for drawings.
    """

    run: str
    service: str
    target: str
    subject: Subject
    started: dt.datetime
    seconds: float
    scope: Scope
    verdict: Verdict
    selection: str
    rules: tuple[RuleReport, ...] = ()
    notes: tuple[str, ...] = field(default=())
    command: str = ""
    page: str = ""
    experiments: Mapping[str, float] = field(default_factory=dict)
    earlier: tuple[Entry, ...] = ()
    journeys: tuple[JourneyLatency, ...] = ()

    @property
    def previous(self) -> Entry | None:
        """The run before, None where none is kept."""
        return self.earlier[-1] if self.earlier else None

    @property
    def headline(self) -> str:
        """The verdict with its scope: ``GO, 31 of 96 rules: smoke on a URL``."""
        counted = f"{len(self.scope.selected)} of {self.scope.total} rules"
        return f"{self.verdict.decision.value}, {counted}: {self.selection}"
