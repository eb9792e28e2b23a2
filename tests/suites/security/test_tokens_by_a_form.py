"""Where a token endpoint takes a form, as those of OAuth 2.0 do, it is sent one."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from gonogo.core.secrets import Secrets
from gonogo.targets.base import TargetError
from gonogo.targets.tokens import issued
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
