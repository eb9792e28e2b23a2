"""JUnit XML for CI servers: green only where the verdict is GO, and never a skipped test.

A cause is red once, with the verdict; what it keeps from an answer is no test case, but a property, and so
is advice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from gonogo.core.finding import Problem
from gonogo.core.verdict import Decision
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.summary import ADVISED, LABELS, gate_rows, outcome, reason, reasons, selected_rules, state
from gonogo.reports.text import block, counted, visible
from gonogo.reports.troubles import cause_of, merged, troubles

_TAGS = {"failed": "failure", "error": "error", "missing": "error", "inconclusive": "error"}


def render(report: Report) -> str:
    """Return one suite a gate and one for the verdict itself, which may hold for no single rule's sake."""
    root = ET.Element("testsuites", name=visible(report.service), time=f"{report.seconds:.3f}")
    root.append(_verdict_suite(report))
    root.extend(_gate_suite(report, gate) for gate in _gates(report))
    for total in ("tests", "failures", "errors", "skipped"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _gates(report: Report) -> list[str]:
    """Gates with a selected rule first, then those where every rule was left out."""
    rest = sorted({_gate(i) for _, i, _ in _left_out(report)})
    return list(dict.fromkeys([row.gate for row in gate_rows(report)] + rest))


def _verdict_suite(report: Report) -> ET.Element:
    facts = [
        ("verdict", report.headline),
        ("run", report.run),
        ("target", report.target),
        ("version", report.subject.version),
        ("revision", report.subject.revision),
        ("configuration", report.subject.configuration),
        *(("image", digest) for digest in report.subject.digests),
        *(("note", note) for note in report.notes),
    ]
    case = ET.Element("testcase", classname="verdict", name=visible(report.selection), time="0.000")
    if report.verdict.decision is not Decision.GO:
        tag = "failure" if report.verdict.decision is Decision.NO_GO else "error"
        said = ET.SubElement(case, tag, type=report.verdict.decision.value, message=visible(report.headline))
        said.text = block("\n".join(reasons(report)))
    return _suite(report, "verdict", facts, [case])


def _gate_suite(report: Report, gate: str) -> ET.Element:
    facts = [("verdict", report.verdict.decision.value)]
    facts += [(kind, f"{i}: {why}" if why else i) for kind, i, why in _left_out(report) if _gate(i) == gate]
    of_gate = [rule for rule in selected_rules(report) if rule.gate == gate]
    shared = [trouble.rules for trouble in troubles(report) if trouble.cause]
    kept = {rule.id for rules in shared for rule in rules}
    facts += [("kept_from_an_answer", f"{r.id}: {cause_of(r)}") for r in of_gate if r.id in kept]
    return _suite(report, gate, facts, [_case(rule) for rule in of_gate if rule.id not in kept])


def _suite(
    report: Report, name: str, facts: Iterable[tuple[str, str]], cases: list[ET.Element]
) -> ET.Element:
    stamp = report.started.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    suite = ET.Element("testsuite", name=visible(name), timestamp=stamp)
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", str(sum(case.find("error") is not None for case in cases)))
    suite.set("skipped", "0")
    suite.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.3f}")
    suite.append(_properties(facts))
    suite.extend(cases)
    return suite


def _case(rule: RuleReport) -> ET.Element:
    seconds = rule.finding.seconds if rule.finding else 0.0
    case = ET.Element("testcase", classname=rule.gate, name=visible(rule.id), time=f"{seconds:.3f}")
    case.append(_properties(_facts(rule)))
    if tag := _TAGS.get(state(rule)):
        child = ET.SubElement(case, tag, type=outcome(rule), message=visible(_message(rule)))
        child.text = block(_text(rule))
    return case


def _facts(rule: RuleReport) -> list[tuple[str, str]]:
    proven = ", ".join(rule.proven_by) or "unproven"
    examined = str(rule.finding.examined if rule.finding else 0)
    facts = [("outcome", outcome(rule)), ("severity", rule.severity.value), ("examined", examined)]
    facts += [("proven_by", proven)]
    facts += [("demoted", rule.demoted)] if rule.demoted else []
    facts += [("waived", reason(rule))] if outcome(rule) == "waived" else []
    return facts + ([("advice", _message(rule))] if state(rule) == ADVISED else [])


def _message(rule: RuleReport) -> str:
    problems = merged(rule.finding.problems if rule.finding else ())
    if not problems:
        return reason(rule) or LABELS[outcome(rule)]
    more = f" (and {counted(len(problems) - 1, 'more problem')})" if len(problems) > 1 else ""
    return f"{rule.severity.value}: {_sentence(problems[0])}{more}"


def _text(rule: RuleReport) -> str:
    problems = merged(rule.finding.problems if rule.finding else ())
    said = [reason(rule), *map(_sentence, problems), *_advice(rule)]
    return "\n".join(line for line in said if line)


def _advice(rule: RuleReport) -> list[str]:
    parts = {"why": rule.why, "remedy": rule.remedy, "reference": rule.reference, "again": rule.rerun}
    return [f"{label}: {text}" for label, text in parts.items() if text]


def _sentence(problem: Problem) -> str:
    return f"{problem.where}: expected {problem.expected}, observed {problem.observed}"


def _left_out(report: Report) -> list[tuple[str, str, str]]:
    """Every rule that was not selected: (list, id, why)."""
    lists = {
        "not_promised": report.scope.not_promised,
        "not_possible": report.scope.not_possible,
        "deselected": tuple((rule_id, "") for rule_id in report.scope.deselected),
    }
    return [(kind, rule_id, why) for kind, pairs in lists.items() for rule_id, why in pairs]


def _gate(rule_id: str) -> str:
    return rule_id.split("/", maxsplit=1)[0]


def _properties(facts: Iterable[tuple[str, str]]) -> ET.Element:
    element = ET.Element("properties")
    for name, value in facts:
        ET.SubElement(element, "property", name=name, value=visible(value))
    return element
