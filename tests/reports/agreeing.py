"""What JUnit, SARIF and CTRF have to say where verdict.json says it, for any run."""

from __future__ import annotations

from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

from gonogo.core.verdict import Decision

_GOOD = ("passed", "waived")
_RED = {"GO": (0, 0), "NO-GO": (1, 0), "HOLD": (0, 1)}


def sarif_agrees(document: Any, verdict: Any) -> None:
    """Every rule has its outcome there, and an error is left open by itself only where it blocks."""
    [run] = document["runs"]
    found = _results_by_rule(run)
    assert list(found) == [rule["id"] for rule in verdict["rules"]]
    for rule in verdict["rules"]:
        _results_agree(found[rule["id"]], rule)
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] == (verdict["verdict"] != "HOLD")
    assert invocation["exitCode"] == Decision(verdict["verdict"]).exit_code
    assert bool(invocation["toolExecutionNotifications"]) == (verdict["verdict"] != "GO")
    assert (run["properties"]["verdict"], run["properties"]["run"]) == (verdict["verdict"], verdict["run"])


def _results_by_rule(run: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        found.setdefault(result["ruleId"], []).append(result)
    return found


def _results_agree(results: list[Any], rule: Any) -> None:
    assert {one["properties"]["outcome"] for one in results} == {rule["outcome"]}
    assert len(results) == max(1, len(rule["problems"]))
    refused = [one for one in results if one["kind"] == "fail" and not one.get("suppressions")]
    assert bool(refused) == (rule["outcome"] == "failed" and bool(rule["problems"]))
    assert {one["level"] for one in refused} <= {"error" if rule["severity"] == "blocker" else "warning"}
    assert all((one["kind"] == "fail") == (one["level"] != "none") for one in results)


def ctrf_agrees(document: Any, verdict: Any) -> None:
    """A test for the verdict and one a rule, red where they block, and nothing that counts would skip."""
    first, *tests = document["results"]["tests"]
    assert [test["name"] for test in tests] == [rule["id"] for rule in verdict["rules"]]
    assert [test["rawStatus"] for test in tests] == [rule["outcome"] for rule in verdict["rules"]]
    assert [test["status"] for test in tests] == [
        "failed" if blocks(rule) else "passed" for rule in verdict["rules"]
    ]
    assert (first["name"], first["status"] == "passed") == ("verdict", verdict["verdict"] == "GO")
    counted = Counter(test["status"] for test in (first, *tests))
    summary = document["results"]["summary"]
    assert (summary["tests"], summary["passed"], summary["failed"]) == (
        *(len(tests) + 1, counted["passed"], counted["failed"]),
    )
    assert (summary["failed"] > 0) == (verdict["verdict"] != "GO")
    assert summary["skipped"] == summary["pending"] == summary["other"] == 0
    extra = document["results"]["extra"]
    assert (extra["verdict"], extra["run"]) == (verdict["verdict"], verdict["run"])


def junit_agrees(root: ET.Element, verdict: Any) -> None:
    """The verdict's own case says it, and each rule is red that blocks, but for those with a common cause."""
    said, *suites = root
    case = said.find("testcase")
    assert case is not None
    assert (len(case.findall("failure")), len(case.findall("error"))) == _RED[verdict["verdict"]]
    assert (_number(root, "failures") + _number(root, "errors") > 0) == (verdict["verdict"] != "GO")
    assert _number(root, "skipped") == 0
    kept = {rule for cause in verdict["causes"] for rule in cause["rules"]}
    cases = {str(one.get("name")): one for suite in suites for one in suite.iter("testcase")}
    assert cases.keys() == {rule["id"] for rule in verdict["rules"]} - kept
    for rule in verdict["rules"]:
        if rule["id"] in cases:
            red = [child.get("type") for child in cases[rule["id"]] if child.tag in ("failure", "error")]
            assert red == ([rule["outcome"]] if blocks(rule) else [])


def blocks(rule: Any) -> bool:
    """Say whether a rule of verdict.json keeps the release; a start that failed is nobody's to demote."""
    no_start = rule["outcome"] == "failed" and bool(rule["cause"])
    return rule["outcome"] not in _GOOD and (rule["severity"] == "blocker" or no_start)


def _number(element: ET.Element, name: str) -> int:
    return int(element.get(name, "0"))
