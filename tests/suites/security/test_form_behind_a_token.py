"""A form that is kept from cross-site requests is sent with what its page has a browser send back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import ValidationError

from gonogo import network
from gonogo.contract.access import Form
from gonogo.core.secrets import Secrets
from gonogo.instruments.hidden import hidden
from gonogo.suites.security.experiments.clients import Client
from gonogo.suites.security.experiments.forms import send
from gonogo.suites.security.experiments.sessions import sign_in
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

_PAGE = """<meta name="csrf-token" content="{meta}">
<form action="/search"><input name=q><input type=hidden name=lang value=en></form>
<form method=post action="/enter"><input name="word" type="password">
<input type="HIDDEN" name="once" value="{once}&amp;"></form>"""
_PLAIN = {"path": "/enter", "fields": {"word": "w"}}
_GUARDED = {**_PLAIN, "page": "/door", "repeats": {"X-Twice": "twice"}}


class _Guarded(Handler):
    """Gives each page a token of its own, and takes a form that brings it, its cookie and its header."""

    given: dict[str, str]

    def respond(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        sent = parse_qs(self.rfile.read(length).decode())
        if self.command == "GET":
            twice, once = secrets.token_hex(4), secrets.token_hex(4)
            self.given[twice] = once
            self.tell(200, _PAGE.format(meta="m", once=once), f"twice={twice}; Path=/")
            return
        kept = dict(pair.split("=") for pair in (self.headers.get("Cookie") or "").split("; ") if pair)
        expected = self.given.pop(kept.get("twice", ""), "nothing")
        repeated = self.headers.get("X-Twice") == kept.get("twice")
        scheme = self.headers.get("X-Forwarded-Proto", "http")
        own = f"{scheme}://{self.headers['Host']}"
        asked = (self.headers.get("Origin"), self.headers.get("Referer"))
        repeated = repeated and asked == (own, f"{own}/door")
        good = repeated and sent.get("once") == [f"{expected}&"] and "lang" not in sent
        if self.path == "/leave":
            good = good and kept.get("session") == "s"
        self.tell(303 if good else 403, "", "session=s; Path=/")

    def tell(self, status: int, body: str, cookie: str) -> None:
        self.send_response(status)
        self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.fixture
def target() -> Iterator[ShopTarget]:
    with Loopback(_Guarded, given={}) as server:
        made = ShopTarget(server.url, contract())
        made.context = SimpleNamespace(contract=contract(), secrets=Secrets())  # type: ignore[assignment]
        yield made


def test_what_the_page_hides_and_sets_is_sent_back(target: ShopTarget) -> None:
    assert send(target, Form.model_validate(_PLAIN)).status == 403
    assert [send(target, Form.model_validate(_GUARDED)).status for _ in range(2)] == [303, 303]


def test_behind_what_says_that_it_was_https_so_is_its_origin(
    target: ShopTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_used", network.Network(headers=(("X-Forwarded-Proto", "https"),)))
    assert send(target, Form.model_validate(_GUARDED)).status == 303


def test_it_is_from_another_address_too(target: ShopTarget) -> None:
    assert Client(Form.model_validate(_GUARDED), address="127.9.8.7").tries(target) == 303


def test_a_sign_out_keeps_the_cookies_of_the_session(target: ShopTarget) -> None:
    out = {**_GUARDED, "path": "/leave"}
    seen = done(sign_in, target, contract(security={"cookies": {"sign_in": _GUARDED, "sign_out": out}}))
    assert seen.status == 303
    assert seen.ended is not None
    assert seen.ended.status == 303


def test_a_header_repeats_a_cookie_a_field_or_a_meta(target: ShopTarget) -> None:
    found = hidden(_PAGE.format(meta="m", once="o"), ["word"])
    assert (found.fields, found.metas) == ({"once": "o&"}, {"csrf-token": "m"})
    assert hidden("<input type=hidden name=a value=b>", ["word"]).fields == {"a": "b"}
    assert hidden("", ["word"]).fields == {}


_TWO = """<input type=hidden name=z value=0><form action="/find"><input name=q></form>
<form action="/leave?to=x" method=post><input type=hidden name=once value=1></form>
<form><input type=hidden name=other value=2><input name=word></form>"""


@pytest.mark.parametrize(
    ("names", "path", "found"),
    [
        ([], "/leave", {"once": "1"}),
        (["word"], "/leave", {"once": "1"}),
        (["word"], "/enter", {"other": "2"}),
        ([], "/enter", {"z": "0"}),
    ],
)
def test_the_form_that_goes_there_is_meant(names: list[str], path: str, found: dict[str, str]) -> None:
    assert hidden(_TWO, names, path).fields == found


def test_json_takes_no_hidden_field() -> None:
    form = Form.model_validate({**_GUARDED, "type": "json"})
    assert form.written(str, {"once": "o"})[1] == b'{"word": "w"}'


def test_what_is_repeated_stands_on_a_page() -> None:
    without: dict[str, Any] = {**_PLAIN, "repeats": {"X-Twice": "twice"}}
    with pytest.raises(ValidationError, match="name it as `page`"):
        Form.model_validate(without)
