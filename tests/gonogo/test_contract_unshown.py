"""A contract of a wrong form round a secret: what is refused is told, and the secret is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gonogo.test_contract_errors import refusals

SECRET = "Zx9kQw72mPv4"


@pytest.mark.parametrize(
    "text",
    [
        "credentials: {a: 'Bearer SECRET'}",
        "credentials: {a: {header: 'Bearer SECRET', value: x}}",
        'credentials: {a: {value: "Bearer SECRET\\n"}}',
        "credentials: {a: {value: 'Bearer SECRET ${X:-y}'}}",
        "credentials: [{name: a, value: 'Bearer SECRET'}]",
        "credentials: {a: {'Bearer SECRET': }}",
        "credentials: {a: {sign_up: {path: /s, fields: {user: u, password: SECRET}}}}",
        "credentials: {a: {sign_in: {path: login, fields: ['password=SECRET']}}}",
        "network: {headers: ['X-Key: SECRET']}",
        "network: {proxy: ['http://u:SECRET@p:1']}",
        "network: [{headers: {X-Key: SECRET}}]",
        "deployment: {local: {command: [x], environment: [DB_PASSWORD=SECRET]}}",
        "deployment: {local: {command: [x], environment: DB_PASSWORD=SECRET}}",
        "deployment: {local: {command: [x], environment: {DB_PASSWORD=SECRET}}}",
        "deployment: [{local: {environment: {DB_PASSWORD: SECRET}}}]",
        "metrics: {path: 'ftp://u:SECRET@host/metrics'}",
        "security: {tokens: {signing: {algorithm: HS256, key: [SECRET]}}}",
        "traffic: {requests: [{path: /a, credential: 'Bearer SECRET'}]}",
    ],
)
def test_no_secret_is_shown(tmp_path: Path, text: str) -> None:
    told = refusals(tmp_path, text.replace("SECRET", SECRET))
    assert told
    assert SECRET not in "\n".join(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("credentials: {a: {sign_in: {path: login, fields: {u: v}}}}", "path: 'login' is not legal"),
        (
            "credentials: {a: {value: 123456}}",
            "credentials.a.value: '…' is not legal: a text is expected, in quotes",
        ),
        ("deployment: {local: {command: [x], environment: {PORT: 8000}}}", "PORT: 8000 is not legal"),
        ("identity: {version: {key: 3}}", "key: 3 is not legal"),
        ("metrics: {path: metrics}", "path: 'metrics' is not legal"),
    ],
)
def test_what_is_no_secret_is(tmp_path: Path, text: str, told: str) -> None:
    assert told in "\n".join(refusals(tmp_path, text))
