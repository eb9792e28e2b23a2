"""Reports to render: every outcome, each verdict, hostile text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from gonogo.core.evidence import LatencyTimeline, TimelineRow, TruthTable
from gonogo.core.finding import Finding, Outcome, Problem, Severity
from gonogo.core.scope import Scope
from gonogo.core.verdict import Decision, Verdict, kept_from_an_answer
from gonogo.reports.model import Report, RuleReport, Subject

HOSTILE = (
    "\x1b[2J\x00</pre><script>alert(1)</script>]]>&|`*_[x](y)\u202e\udc80\ufffe\r\nGO, 1 of 1 rules: all"
)
DIGEST = "sha256:" + "9f3a5c71" * 8
STARTED = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
EVIDENCE = {
    "timeline": LatencyTimeline(
        tuple(
            TimelineRow(n, 0.012 + n % 3 / 500, 0.05 + n % 7 / 90, 0.1 + n % 11 / 20, int(n in (9, 10)))
            for n in range(40)
        )
    ),
    "truth_table": TruthTable(("database", "cache", "ready"), (("up", "up", "200"), ("down", "up", "503"))),
    "requests": {"sent": 500, "answered": 498},
    "slowest": 0.61,
}


def rule(name: str, outcome: Outcome | None, **changes: Any) -> RuleReport:
    """Make a rule's report; ``name`` is its id, None stands for no finding."""
    gate, slug = name.split("/")
    made = RuleReport(
        id=name,
        gate=gate,
        title=f"The title of {slug.replace('-', ' ')}",
        why="An orchestrator restarts what is not live, so a shared outage becomes a restart storm.",
        reference="https://example.org/probes, RFC 9110 section 15.6.4.",
        remedy="Answer liveness from the process alone and leave dependencies to readiness.",
        severity=Severity.BLOCKER,
        demoted="",
        finding=finding(name, outcome) if outcome else None,
        proven_by=("HLT-01-liveness-asks-database",),
        rerun=f"pytest --target=local --contract=release.yaml 'suites/x/test_gate.py::test_rule[{name}]'",
    )
    return replace(made, **changes)


def finding(name: str, outcome: Outcome, **changes: Any) -> Finding:
    """Make a finding with what its outcome brings along."""
    reasons = {
        Outcome.INCONCLUSIVE: "only 12 of 500 requests were answered",
        Outcome.ERROR: "the experiment broke: TimeoutError: the database did not stop within 10 s",
        Outcome.WAIVED: "waived by payments until 2026-03-01: fixed in the next release",
    }
    problem = Problem("GET /health/live on replica 2", "200 while the database is away", "503 after 1.2 s")
    problems = (problem,) if outcome in (Outcome.FAILED, Outcome.WAIVED) else ()
    examined = 0 if outcome in (Outcome.INCONCLUSIVE, Outcome.ERROR) else 4
    return replace(Finding(name, outcome, examined, problems, reasons.get(outcome, ""), {}, 1.25), **changes)


def report(decision: Decision, reasons: tuple[str, ...], rules: tuple[RuleReport, ...]) -> Report:
    """Make a report of the rules, with something in each list of the scope."""
    scope = Scope(
        selected=tuple(each.id for each in rules),
        not_promised=(("latency/budget-holds", "the contract has no latency"),),
        not_possible=(
            ("rollback/bad-release-is-undone", "this target cannot roll out"),
            ("health/readiness-names-database", "this target cannot stop a dependency"),
            ("health/liveness-in-outage", "this target cannot stop a dependency"),
        ),
        deselected=("metrics/no-duplicates",),
    )
    subject = Subject((DIGEST,), "0.1.0", "4be1d0c9a7f2e6b5", "77aa" * 16)
    return Report(
        run="r-20260102-030405",
        service="knowledge",
        target="https://staging.example.com",
        subject=subject,
        started=STARTED,
        seconds=12.3456,
        scope=scope,
        verdict=Verdict(decision, reasons),
        selection="smoke on a URL",
        rules=rules,
    )


def go() -> Report:
    """Passed, waived, demoted, and advice."""
    evident = finding("latency/curve-is-flat", Outcome.PASSED, evidence=EVIDENCE)
    return report(
        Decision.GO,
        (),
        (
            rule("health/liveness-answers", Outcome.PASSED),
            rule("health/readiness-answers", Outcome.PASSED),
            rule("latency/curve-is-flat", Outcome.PASSED, finding=evident),
            rule("metrics/names-follow-convention", Outcome.FAILED, severity=Severity.ADVISORY),
            rule("security/headers-are-set", Outcome.WAIVED),
            rule(
                "security/packages-have-no-advisory",
                Outcome.INCONCLUSIVE,
                severity=Severity.ADVISORY,
                demoted="advisories need a service outside",
            ),
        ),
    )


def no_go() -> Report:
    """One rule of each outcome; the failed one is unproven and has seven problems."""
    many = tuple(Problem(f"GET /articles/{n}", "200", f"500 number {n}") for n in range(7))
    failed = finding("health/liveness-survives-outage", Outcome.FAILED, problems=many, evidence=EVIDENCE)
    return report(
        Decision.NO_GO,
        (
            "health/liveness-survives-outage failed: GET /articles/0: expected 200, observed 500 number 0",
            "config/settings-are-checked is error: the experiment broke",
            "metrics/exposition-parses has no finding: its worker died or collection broke",
        ),
        (
            rule("config/settings-are-checked", Outcome.ERROR),
            rule("health/liveness-answers", Outcome.PASSED),
            rule("health/liveness-survives-outage", Outcome.FAILED, finding=failed, proven_by=()),
            rule("latency/budget-holds", Outcome.INCONCLUSIVE),
            rule("metrics/exposition-parses", None),
            rule("security/headers-are-set", Outcome.WAIVED),
        ),
    )


def hold() -> Report:
    """Nothing failed, one rule could not be established."""
    reasons = ("latency/budget-holds is inconclusive: only 12 of 500 requests were answered",)
    rules = (
        rule("health/liveness-answers", Outcome.PASSED),
        rule("latency/budget-holds", Outcome.INCONCLUSIVE),
    )
    return report(Decision.HOLD, reasons, rules)


REFUSED = "identity: http://127.0.0.1:9/version could not be read: Connection refused"


def dead(rules: int = 8, cause: str = REFUSED) -> Report:
    """Nobody answers: one cause keeps every rule from an answer."""
    ids = [f"health/rule-{n}" for n in range(rules)]
    errors = tuple(rule(i, None, finding=Finding(i, Outcome.ERROR, 0, (), cause, cause=cause)) for i in ids)
    return report(Decision.HOLD, (f"{cause}\n{kept_from_an_answer(ids)}",), errors)


def interrupted() -> Report:
    """Ctrl-C before any rule was reached."""
    ids = [f"health/rule-{n}" for n in range(8)]
    said = "not reached: the run was interrupted"
    found = {i: Finding(i, Outcome.INCONCLUSIVE, 0, (), said, cause=said) for i in ids}
    reasons = ("the run was interrupted", f"{said}\n{kept_from_an_answer(ids)}")
    return report(Decision.HOLD, reasons, tuple(rule(i, None, finding=found[i]) for i in ids))


def hostile() -> Report:
    """Every text that a release or a contract can reach is an attack."""
    problem = Problem(HOSTILE, HOSTILE, HOSTILE)
    found = Finding("health/x", Outcome.FAILED, 1, (problem,), HOSTILE, {HOSTILE: HOSTILE, "n": float("nan")})
    rules = tuple(
        rule(
            f"health/{state.value}",
            state,
            finding=replace(found, outcome=state),
            demoted=HOSTILE,
            title=HOSTILE,
        )
        for state in Outcome
    )
    made = report(Decision.NO_GO, (HOSTILE,), rules)
    scope = replace(made.scope, not_possible=(("health/y", HOSTILE),))
    subject = Subject((HOSTILE,), HOSTILE, HOSTILE, HOSTILE)
    return replace(
        made,
        service=HOSTILE,
        target=HOSTILE,
        subject=subject,
        scope=scope,
        selection=HOSTILE,
        notes=(HOSTILE,),
    )
