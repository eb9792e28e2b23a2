from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract, schema

ROOT = Path(__file__).parents[2]


def refusal(tmp_path: Path, text: str, rules: frozenset[str] | None = None) -> str:
    path = tmp_path / "release.yaml"
    path.write_text(text)
    with pytest.raises(ContractError) as refused:
        load_contract(path, rules)
    return str(refused.value)


JOURNEY = "service: x\nlatency: {journeys: [{name: buy, path: /, rate_per_second: 1}]"
LIMIT = "service: x\nsecurity: {limits: [{form: {path: /a, fields: {b: c}}, accepted: 2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must be a mapping of sections, and it is empty"),
        ("- a", "must be a mapping of sections, and it is list"),
        ("service: [", "is not YAML"),
        ("service: a\nservice: b", "key service is written twice"),
        ("{}", "service: missing"),
        ("service: x\nhelth: {}", "unknown key 'helth'"),
        ("service: x\nhelth: {}", "did you mean 'health'?"),
        ("service: 3", "service: 3 is not legal"),
        ("service: no", "service: no is not legal"),
        ("service: x\nmetrics: {exposure: publik}", "legal: 'public' or 'replica'; did you mean 'public'?"),
        ("service: x\nhealth: {outage_seconds: -1}", "health.outage_seconds: -1 is not legal"),
        ("service: x\nhealth: {outage_seconds: '5'}", "health.outage_seconds: '5' is not legal"),
        ("service: x\nhealth: {liveness: {path: live}}", "health.liveness.path: 'live' is not legal"),
        ("service: x\ntraffic: {requests: []}", "traffic.requests"),
        ("service: x\ntraffic: {requests: [{path: /a, credential: bob}]}", "'bob' is not under credentials"),
        (
            "service: x\nsecurity: {logs: {request_id: {header: X, requests: [{path: /, credential: bob}]}}}",
            "security.logs.request_id.requests.0.credential: 'bob' is not under credentials",
        ),
        (
            f"{JOURNEY}, crowd: {{clients: 9, within_seconds: 1, journeys: [by]}}}}",
            "latency.crowd.journeys.0: 'by' is not under latency.journeys; legal: buy; did you mean 'buy'?",
        ),
        (f"{LIMIT}, credential: bob}}]}}", "security.limits.0.credential: 'bob' is not under credentials"),
        (f"{LIMIT}, other: {{credential: bob}}}}]}}", "security.limits.0.other.credential: 'bob' is not"),
        (
            "service: x\nhealth: {liveness: {pth: /a}}",
            "legal: body, key, path, within_seconds, words; did you mean 'path'?",
        ),
    ],
)
def test_says_section_value_and_what_is_legal(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"nowhere\.yaml: cannot read the contract: No such file"):
        load_contract(tmp_path / "nowhere.yaml")


def test_every_problem_is_in_one_message(tmp_path: Path) -> None:
    said = refusal(tmp_path, "service: x\na: 1\nb: 2")
    assert said.count("unknown key") == 2


@pytest.mark.parametrize("section", ["required: [{}]", "demotions: [{{rule: {}, reason: r}}]"])
def test_a_rule_that_is_not_there_is_refused(tmp_path: Path, section: str) -> None:
    text = "service: x\n" + section.format("health/livness-answers")
    said = refusal(tmp_path, text, frozenset({"health/liveness-answers"}))
    assert "there is no rule 'health/livness-answers'; did you mean 'health/liveness-answers'?" in said


@pytest.mark.parametrize("path", [ROOT / "release.yaml", *sorted((ROOT / "contracts").glob("*.yaml"))])
def test_shipped_contracts_satisfy_model_and_schema(path: Path) -> None:
    assert load_contract(path).service
    jsonschema.validate(yaml.load(path.read_text(), Loader=yaml.CSafeLoader), schema())


def test_promises_are_found_by_dotted_path(tmp_path: Path) -> None:
    path = tmp_path / "release.yaml"
    path.write_text("service: x\nhealth: {liveness: {path: /live}}\nconfig: {}")
    contract = load_contract(path)
    found = [
        contract.promises(s)
        for s in ("health.liveness", "health.readiness", "config.required", "nothing.at.all")
    ]
    assert found == [True, False, False, False]


@pytest.mark.parametrize(
    ("gauge", "said"),
    [
        ("{series: a}", "it has no truth; legal: one of value, equals, in_flight"),
        ("{series: a, value: 1, equals: {path: /a}}", "it has value and equals; legal: one of"),
        ("{series: a, value: 1, after: [{path: /a}]}", "`after` changes what `equals` names"),
        ("{series: a, value: .inf}", "metrics.gauges.0.value"),
        (
            "{series: a, in_flight: {path: /a, credential: bob}}",
            "metrics.gauges.0.in_flight.credential: 'bob'",
        ),
        ("{series: a, equals: {path: /a, credential: bob}}", "metrics.gauges.0.equals.credential: 'bob'"),
        (
            "{series: a, equals: {path: /a}, after: [{path: /b, credential: bob}]}",
            "metrics.gauges.0.after.0.credential: 'bob' is not under credentials",
        ),
    ],
)
def test_a_gauge_has_one_truth(tmp_path: Path, gauge: str, said: str) -> None:
    assert said in refusal(tmp_path, f"service: x\nmetrics: {{gauges: [{gauge}]}}")


@pytest.mark.parametrize(
    ("gauge", "reads"),
    [
        ("{series: a, value: 1}", True),
        ("{series: a, equals: {path: /a}, after: [{path: /b}]}", True),
        ("{series: a, equals: {path: /a}, after: [{path: /b, method: POST}]}", False),
        ("{series: a, in_flight: {path: /b, method: POST}}", False),
        ("{series: a, in_flight: {path: /b, method: POST, type: form, body: {c: d}}}", False),
    ],
)
def test_a_gauge_for_which_something_is_written_needs_leave(tmp_path: Path, gauge: str, reads: bool) -> None:
    path = tmp_path / "release.yaml"
    path.write_text(f"service: x\nmetrics: {{gauges: [{gauge}]}}")
    assert load_contract(path).promises("metrics.gauges_only_read") is reads


@pytest.mark.parametrize(
    ("section", "where"),
    [
        (
            "security: {ownership: {create: {path: /a, credential: jane}, other: joe}}",
            "security.ownership.other: 'joe'",
        ),
        (
            "security: {ownership: {create: {path: /a, credential: joe}, other: jane}}",
            "ownership.create.credential: 'joe'",
        ),
        (
            "traffic: {requests: [{path: /a}], idempotency: {request: {path: /a}, other: joe}}",
            "idempotency.other: 'joe'",
        ),
        (
            "security: {body: {request: {method: POST, path: /a, credential: joe}, limit_bytes: 9}}",
            "body.request.credential: 'joe'",
        ),
    ],
)
def test_whoever_is_named_anywhere_is_a_credential(tmp_path: Path, section: str, where: str) -> None:
    text = f"service: x\ncredentials: {{jane: {{value: a}}}}\n{section}"
    assert f"{where} is not under credentials; legal: jane" in refusal(tmp_path, text)


def test_a_body_of_framing_is_refused(tmp_path: Path) -> None:
    text = "service: x\nsecurity: {framing: {method: POST, path: /a, body: {a: 1}}}"
    assert "framing.body" in refusal(tmp_path, text)
