"""What an author may paste: the form of what is legal, with their words where these fit and are no secret."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from tests.gonogo.test_contract_errors import refusals

CASES = {
    "deployment: {local: {command: serve --password hunter2}}": "such as […]",
    "deployment: {local: {command: serve --key=hunter2}}": "such as […]",
    "metrics: http://bob:hunter2@h/metrics": "a section is expected, with one or more of credential,",
    "metrics: /metrics?token=hunter2": "such as {path: …}",
    "credentials: {a: Bearer x}": "such as {value: …}",
    "credentials: Bearer x": "such as {NAME: {value: …}}",
    "network: 'http://p:1'": "such as {proxy: …}",
    "network: {headers: 'X: y'}": "such as {X: …}",
    "deployment: {local: {command: [x], environment: A=b}}": "such as {A: …}",
    "deployment: {local: {command: python app.py}}": "such as [python, app.py]",
    "deployment: {local: python app.py}": "such as {command: [python, app.py]}",
    "deployment: {commands: {migrate: 'serve 8080 on'}}": 'such as [serve, "8080", "on"]',
    "deployment: {commands: {migrate: 'sh -c \"a b\"'}}": "such as [sh, -c, a b]",
    "deployment: {commands: {migrate: 'sh -c \"a b'}}": "such as […]",
    "deployment: {compose: c.yml}": "entry_port: …, files: [c.yml]}",
    "config: {bad_values: {A: x y}}": "such as [x y]",
    "security: {private_paths: 'GET /a'}": "such as [GET /a]",
    "security: {routes: /openapi.json}": "such as {openapi: /openapi.json}",
    "security: {cookies: session}": "such as {sign_in: {path: …, fields: {NAME: …}}}",
    "health: /healthz": "such as {liveness: {path: /healthz}}",
    "containers: web": "a section is expected, with one or more of capabilities, image, log_bytes,",
    "security: {tls: x}": "a section is expected, with one or more of oldest, valid_days",
    "health: {liveness: {pth: /}}": "liveness.pth: unknown key 'pth'; legal: ",
    "health: {outage_seconds: 0}": "0 is not legal: a number above 0 is expected",
    "traffic: {requests: [{path: /, status: 999}]}": "a whole number of at least 100 and of at most 599 is",
    "traffic: {requests: [{path: /}], repeat: 0}": "0 is not legal: a whole number of at least 1 is expected",
    "metrics: {thresholds: {login: [.inf]}}": "a finite number is expected",
    "health: {liveness: }": "health.liveness: nothing is not legal: write what is promised there, or leave",
    "health:": "health: nothing is not legal",
    "traffic: {requests: [{path: /, credential: }]}": "traffic.requests.0.credential: nothing is not legal",
    "dependencies: {db: {service: db, anonymous: }}": "dependencies.db.anonymous: nothing is not legal",
}


@pytest.mark.parametrize("text", CASES)
def test_a_hint_is_of_what_was_written(tmp_path: Path, text: str) -> None:
    (line,) = refusals(tmp_path, text)
    assert CASES[text] in line


@pytest.mark.parametrize("text", [text for text, said in CASES.items() if said.startswith("such as")])
def test_a_hint_is_yaml(tmp_path: Path, text: str) -> None:
    (line,) = refusals(tmp_path, text)
    shown = yaml.safe_load(line.partition(", such as ")[2])
    assert isinstance(shown, dict | list)
    assert all(isinstance(word, str | dict) for word in shown)


def test_a_service_with_a_slip_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "release.yaml"
    path.write_text("Service: s\n")
    with pytest.raises(ContractError) as refused:
        load_contract(path, None)
    (line,) = str(refused.value).splitlines()[1:]
    assert line.endswith("did you mean 'service'?")
