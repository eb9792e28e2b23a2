import json

import pytest
from pydantic import ValidationError

from gonogo.contract.access import Form
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.sessions import sign_in
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

FIELDS = {"user": "jane", "key": "${JANE}"}


def resolve(text: str) -> str:
    return text.replace("${JANE}", "a&b c")


def test_a_form_is_written_as_a_browser_does() -> None:
    stated, body = Form(path="/in", fields=FIELDS).written(resolve)
    assert stated == {"Content-Type": "application/x-www-form-urlencoded"}
    assert body == b"user=jane&key=a%26b+c"


def test_it_may_be_an_object_as_a_script_sends_it() -> None:
    stated, body = Form(path="/in", fields=FIELDS, type="json").written(resolve)
    assert stated == {"Content-Type": "application/json"}
    assert json.loads(body) == {"user": "jane", "key": "a&b c"}


def test_another_way_is_refused() -> None:
    with pytest.raises(ValidationError):
        Form.model_validate({"path": "/in", "fields": FIELDS, "type": "xml"})


class _Script(Handler):
    """Begins a session for whoever sends an object with the right key."""

    def respond(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(size)
        del self.headers["Content-Length"]
        right = self.headers.get("Content-Type") == "application/json" and json.loads(body)["key"] == "sesame"
        self.answer(201 if right else 415, "{}", "application/json")


def test_a_session_can_begin_with_an_object() -> None:
    promised = {"path": "/in", "fields": {"key": "sesame"}, "type": "json", "status": 201}
    made = contract(security={"cookies": {"sign_in": promised}})
    with Loopback(_Script) as server:
        target = ShopTarget(server.url, made)

        target.context.secrets = Secrets({})  # type: ignore[misc]
        assert done(sign_in, target, made).status == 201
