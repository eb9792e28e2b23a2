"""What a contract hardly means is told where it is checked, and it stays good."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import main

RULE = "health/liveness-answers"
WAIVER = f"waivers: [{{rule: {RULE}, owner: Ada, reason: a known fault, expires: %s}}]"


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> list[str]:
    path = tmp_path / "release.yaml"
    path.write_text(f"service: x\n{text}\n")
    assert main(["check-contract", str(path)]) == 0
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}: good")
    assert all(line.startswith(f"{path}: ") for line in others)
    return [line.removeprefix(f"{path}: ") for line in others]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "security: {headers: {X-A: b}}",
            "security.headers: no rule looks at it: the contract has no `secur",
        ),
        (
            "security: {strict_content_policy: true}",
            "security.strict_content_policy: no rule looks at it: the contract has no `security.responses`",
        ),
        ("security: {transport_security_seconds: 9}", "security.transport_security_seconds: no rule looks"),
        ("security: {problem_details: true}", "security.problem_details: no rule looks at it"),
        (
            f"required: [{RULE}]",
            f"required: {RULE} is not promised, so that each run is HOLD: the contract has",
        ),
        (WAIVER % "2020-01-01", f"waivers.0.expires: 2020-01-01 is over: {RULE} is waived no more"),
        ("network: {ca: none.pem}", "none.pem is no file here"),
        (
            "deployment: {compose: {files: [.], service: a, port: 1, entry_service: a, entry_port: 1}}",
            "deployment.compose.files.0: ",
        ),
        (
            "deployment: {compose: {service: a, port: 1, entry_service: a, entry_port: 1}}",
            "docker-compose.yml is no file here; a run is refused without it",
        ),
        ("network: {client_certificate: none.pem}", "network.client_certificate: "),
        ("deployment: {local: {command: [serve, -p, '8080']}}", "deployment.local: neither `command` nor"),
        ("deployment: {local: {command: [serve], environment: {PORT: '80'}}}", "deployment.local: neither"),
        ("credentials: {a: {value: Bearer $TOKEN}}", "credentials.a.value: $TOKEN is sent as it is written"),
        ("credentials: {a: {header: Cookie, value: sid=$SID; a=b}}", "what is filled in is ${SID}"),
        (
            "credentials: {a: {sign_in: {path: /in, fields: {p: $PASS}}}}",
            "credentials.a.sign_in.fields.p: $PASS",
        ),
        ("network: {headers: {X-Key: $KEY}}", "network.headers.X-Key: $KEY is sent as it is written"),
        (
            "deployment: {local: {command: ['{port}'], environment: {K: $KEY}}}",
            "local.environment.K: $KEY is",
        ),
    ],
)
def test_what_is_hardly_meant_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (line,) = told(tmp_path, capsys, text)
    assert words in line


@pytest.mark.parametrize(
    "text",
    [
        "security: {headers: {X-A: b}, strict_content_policy: true, responses: [{path: /}]}",
        "security: {headers: {X-A: b}, cookies: {sign_in: {path: /in, fields: {a: b}}}}",
        "security: {strict_content_policy: false, floor: {}}",
        f"health: {{liveness: {{path: /live}}}}\nrequired: [{RULE}]",
        "network: {ca: ca.pem}",
        "deployment: {local: {command: [serve], environment: {PORT: '{port}'}}}",
        "deployment: {local: {command: [serve, 'http://127.0.0.1:{port}']}}",
        "credentials: {a: {value: 'Bearer ${TOKEN}'}, b: {value: 'x$Ab$CD'}, c: {value: $5}}",
        "deployment: {local: {command: ['{port}'], environment: {A: $$B}}}",
    ],
)
def test_what_is_meant_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (tmp_path / "ca.pem").touch()
    assert told(tmp_path, capsys, text) == []
