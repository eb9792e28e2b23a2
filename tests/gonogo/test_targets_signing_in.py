"""Credentials that are got by signing in, once for all processes of a run."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from gonogo.contract.access import Credential
from gonogo.core.references import of_credentials
from gonogo.core.secrets import Secrets
from gonogo.instruments.errors import NotSignedUpError, TargetError
from gonogo.targets.signing_in import SigningIn, forget, given_out, lasts_seconds
from tests.judging import contract
from tests.suites.loopback import Handler, Loopback

_FORM: dict[str, Any] = {"path": "/enter", "type": "json", "fields": {"word": "${WORD}"}, "status": 200}
_USER = {"path": "/users", "type": "json", "fields": {"word": "${WORD}"}, "status": 201}
_BY_TOKEN = {"sign_in": {**_FORM, "token": "data.token"}, "sign_up": _USER}
_BY_COOKIE = {"sign_in": _FORM, "repeats": {"X-Twice": "twice"}}
_SECRETS = Secrets({"WORD": "open-sesame"})


class _Door(Handler):
    """Knows whom it was told of, is busy where it is told to be, and gives out a token and cookies."""

    users: set[str]
    asked: list[str]
    busy: list[int]

    def respond(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        self.headers.replace_header("Content-Length", "0")
        self.asked.append(self.path)
        if self.path == "/users":
            self.users.add(said["word"])
        known = said["word"] in self.users
        status = self.busy.pop() if self.busy else 200 if known else 401
        body = json.dumps({"data": {"token": f"token-{len(self.asked)}"}})
        self.send_response(status)
        for cookie in ("session=s1; Path=/; HttpOnly", "twice=t1; Path=/"):
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.fixture
def door() -> Iterator[Loopback]:
    with Loopback(_Door, users=set(), asked=[], busy=[]) as server:
        yield server


def signing(door: Loopback, folder: Path, *, may_sign_up: bool = True) -> SigningIn:
    return SigningIn(folder, door.url, _SECRETS.resolve, may_sign_up)


def asked(door: Loopback) -> list[str]:
    return door.RequestHandlerClass.asked  # type: ignore[attr-defined,no-any-return]


def test_a_token_is_got_once_for_all_and_again_when_it_was_forgotten(door: Loopback, tmp_path: Path) -> None:
    made = Credential.model_validate(_BY_TOKEN)
    first = signing(door, tmp_path).headers("alice", made)
    assert first == {"Authorization": "Bearer token-2"}
    assert signing(door, tmp_path).headers("alice", made) == first
    assert asked(door) == ["/users", "/enter"]
    forget(tmp_path)
    assert signing(door, tmp_path).headers("alice", made) == {"Authorization": "Bearer token-3"}
    assert asked(door) == ["/users", "/enter", "/enter"]
    assert [secret for _, secret in given_out(tmp_path)] == ["token-2", "token-3"]


@pytest.mark.parametrize("said", [{}, {"header": "Cookie"}, {"header": "Cookie", "value": "{token}"}])
def test_a_session_is_its_cookies_and_what_repeats_them(
    said: dict[str, str], door: Loopback, tmp_path: Path
) -> None:
    door.RequestHandlerClass.users.add("open-sesame")  # type: ignore[attr-defined]
    found = signing(door, tmp_path).headers("alice", Credential.model_validate(_BY_COOKIE | said))
    assert found == {"Cookie": "session=s1; twice=t1", "X-Twice": "t1"}
    assert dict(given_out(tmp_path)) == {"credentials.alice.1": "s1", "credentials.alice.2": "t1"}


def test_nobody_is_made_a_user_where_that_is_not_allowed(door: Loopback, tmp_path: Path) -> None:
    said = r"credentials\.alice was answered with status 401, not 200; its sign_up writes, .* --allow-writes"
    with pytest.raises(NotSignedUpError, match=said):
        signing(door, tmp_path, may_sign_up=False).headers("alice", Credential.model_validate(_BY_TOKEN))
    assert asked(door) == ["/enter"]


def test_a_sign_in_waits_for_what_was_away_and_only_then(
    door: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.targets.signing_in._BETWEEN_SECONDS", 0.01)
    made, kind = Credential.model_validate(_BY_COOKIE), door.RequestHandlerClass
    kind.users.add("open-sesame")  # type: ignore[attr-defined]
    kind.busy.append(503)  # type: ignore[attr-defined]
    with pytest.raises(TargetError, match="status 503"):
        signing(door, tmp_path).headers("alice", made)
    signing(door, tmp_path).headers("alice", made)
    forget(tmp_path)
    kind.busy.extend([503, 502, 503])  # type: ignore[attr-defined]
    assert "X-Twice" in signing(door, tmp_path).headers("alice", made)
    assert asked(door) == ["/enter"] * 6


def test_a_sign_in_beyond_a_limit_comes_again(
    door: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.targets.forms._BETWEEN_SECONDS", 0.01)
    door.RequestHandlerClass.users.add("open-sesame")  # type: ignore[attr-defined]
    door.RequestHandlerClass.busy += [429, 429]  # type: ignore[attr-defined]
    signing(door, tmp_path).headers("alice", Credential.model_validate(_BY_COOKIE))
    assert asked(door) == ["/enter"] * 3


@pytest.mark.parametrize(("path", "times"), [("/enter?by=form", 3), ("/other", 1)])
def test_a_limit_that_refuses_in_other_words_is_waited_for(
    path: str, times: int, door: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.targets.forms._BETWEEN_SECONDS", 0.01)
    door.RequestHandlerClass.users.add("open-sesame")  # type: ignore[attr-defined]
    door.RequestHandlerClass.busy += [503, 503]  # type: ignore[attr-defined]
    wrong = {"path": path, "fields": {"word": "wrong"}, "status": 401}
    security = contract(security={"limits": [{"form": wrong, "accepted": 5, "refusal": 503}]}).security
    made = replace(signing(door, tmp_path), security=security)
    with suppress(TargetError):
        made.headers("alice", Credential.model_validate(_BY_COOKIE))
    assert asked(door) == ["/enter"] * times


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sign_in": {**_FORM, "token": "jwt"}}, "gave out no jwt"),
        ({"repeats": {"X-Twice": "csrftoken"}}, "set no cookie csrftoken, which is to be repeated"),
        ({"sign_in": {**_FORM, "path": "/enter?busy", "status": 303}}, "status 200, not 303"),
    ],
)
def test_what_a_sign_in_lacks_is_named(
    changes: dict[str, Any], words: str, door: Loopback, tmp_path: Path
) -> None:
    door.RequestHandlerClass.users.add("open-sesame")  # type: ignore[attr-defined]
    with pytest.raises(TargetError, match=words):
        signing(door, tmp_path).headers("alice", Credential.model_validate({"sign_in": _FORM, **changes}))


@pytest.mark.parametrize(("left", "used"), [(3600, 600), (300, 270), (40, 20)])
def test_a_token_is_used_until_shortly_before_its_end(left: int, used: float) -> None:
    claims = base64.urlsafe_b64encode(json.dumps({"exp": time.time() + left}).encode()).decode().rstrip("=")
    assert lasts_seconds(f"e30.{claims}.x") == pytest.approx(used, abs=2)


@pytest.mark.parametrize("opaque", ["abc", "a.b.c", "a.e30.c", "a.W10.c"])
def test_a_token_that_says_no_end_is_used_for_a_while(opaque: str) -> None:
    assert lasts_seconds(opaque) == 600


def test_a_credential_that_nobody_has_is_no_credential() -> None:
    for said in ({}, {"header": "X-Key"}, {"value": "x", "repeats": {"a": "b"}}):
        with pytest.raises(ValidationError, match="nobody has it"):
            Credential.model_validate(said)
    assert Credential.model_validate({"value": "x"}).header == "Authorization"


def test_what_a_sign_in_refers_to_is_asked_for() -> None:
    made = contract(credentials={"alice": _BY_TOKEN})
    assert of_credentials(made) == {"WORD": "credentials.alice"}


class _Odd(Handler):
    """Answers with whatever it is to."""

    body: str

    def respond(self) -> None:
        self.answer(200, self.body, "application/json")


@pytest.mark.parametrize("token", ["${HOME}", "eyJhbGciOiJub25lIn0==", "a=b;c d"])
def test_a_token_is_sent_as_it_is_and_kept_from_reports_whole(token: str, tmp_path: Path) -> None:
    with Loopback(_Odd, body=json.dumps({"data": {"token": token}})) as server:
        found = signing(server, tmp_path).headers("alice", Credential.model_validate(_BY_TOKEN))
    assert found == {"Authorization": f"Bearer {token}"}
    assert [secret for _, secret in given_out(tmp_path)] == [token]


def test_an_answer_that_is_no_json_gives_out_no_token(tmp_path: Path) -> None:
    with (
        Loopback(_Odd, body="<p>welcome</p>") as server,
        pytest.raises(TargetError, match="gave out no data"),
    ):
        signing(server, tmp_path).headers("alice", Credential.model_validate(_BY_TOKEN))
