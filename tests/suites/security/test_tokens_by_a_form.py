"""Where a token endpoint takes a form, as those of OAuth 2.0 do, it is sent one."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.tokens import issued
from gonogo.targets.base import TargetError
from tests.judging import contract
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget


class _Endpoint(Handler):
    """Takes what RFC 6749, 4.4.2 says, and nothing else."""

    def respond(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        form = self.headers.get("Content-Type") == "application/x-www-form-urlencoded"
        good = form and sent == {"grant_type": ["client_credentials"], "client_secret": ["s & t"]}
        answer = b'{"access_token": "a.b.c"}' if good else b'{"error": "invalid_request"}'
        self.send_response(200 if good else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


@pytest.mark.parametrize(("kind", "comes"), [({"type": "form"}, True), ({}, False)])
def test_the_form_gets_its_token(kind: dict[str, str], comes: bool) -> None:
    body = {"grant_type": "client_credentials", "client_secret": "${SECRET}"}
    issue = {"method": "POST", "path": "/token", "body": body, **kind}
    made = contract(security={"tokens": {"issue": issue, "protected": {"path": "/mine"}}})
    assert made.security is not None
    assert made.security.tokens is not None
    with Loopback(_Endpoint) as server:
        target = ShopTarget(server.url, made)
        context = SimpleNamespace(contract=made, secrets=Secrets({"SECRET": "s & t"}))
        target.context = context  # type: ignore[assignment]
        if comes:
            assert issued(target, made.security.tokens) == "a.b.c"
        else:
            with pytest.raises(TargetError, match="status 400"):
                issued(target, made.security.tokens)


class _Known(Handler):
    """Gives a token to whom it was told of."""

    users: set[str]

    def respond(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        del self.headers["Content-Length"]
        if self.path == "/users":
            self.users.add(sent["name"])
        status = 200 if sent["name"] in self.users else 401
        self.answer(status, '{"access_token": "a.b.c"}', "application/json")


@pytest.mark.parametrize("name", ["alice", "mallory"])
def test_a_user_of_the_contract_is_signed_up_before_a_token_is_asked_for(name: str, tmp_path: Path) -> None:
    alice = {"type": "json", "fields": {"name": "alice"}}
    issue = {"method": "POST", "path": "/token", "body": {"name": name, "scope": "all"}}
    made = contract(
        credentials={
            "alice": {
                "sign_up": alice | {"path": "/users", "status": 200},
                "sign_in": alice | {"path": "/token", "status": 200, "token": "access_token"},
            }
        },
        security={
            "tokens": {"issue": issue, "protected": {"path": "/mine"}},
        },
    )
    assert made.security is not None
    assert made.security.tokens is not None
    with Loopback(_Known, users=set()) as server:
        target = ShopTarget(server.url, made)
        context = SimpleNamespace(
            contract=made, secrets=Secrets({}), directory=tmp_path, options=SimpleNamespace(allow_writes=True)
        )
        target.context = context  # type: ignore[assignment]
        if name == "alice":
            assert issued(target, made.security.tokens) == "a.b.c"
        else:
            with pytest.raises(TargetError, match="status 401"):
                issued(target, made.security.tokens)
