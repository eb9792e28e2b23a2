"""What is promised of answers holds for each that was seen; one of them has a body; the draft is legal."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.contract.model import Contract
from tests.gonogo.drafting import Served, drafted, read
from tests.gonogo.pages import document, exposition, serving, text, uptime

_EMPTY = text("", 404)
_AWAY = (302, "", {"Location": "/somewhere"})
_NOSNIFF = {"X-Content-Type-Options": "nosniff"}


def _asked(contract: Contract) -> list[tuple[str, int]]:
    assert contract.security
    return [(each.path, each.status) for each in contract.security.responses]


@pytest.mark.parametrize(
    ("pages", "page"),
    [
        ({"/ping": text("")}, []),
        ({"/ping": text(""), "/health": text("ok")}, [("/health", 200)]),
        ({"/ping": text(""), "/version": document({"version": "1.4.2"})}, [("/version", 200)]),
        ({"/ping": text(""), "/metrics": exposition}, [("/metrics", 200)]),
        ({"/ping": text("ok", 503)}, []),
    ],
)
def test_where_no_answer_has_a_body_one_that_has_is_asked_as_well(
    pages: Served, page: list[tuple[str, int]], tmp_path: Path
) -> None:
    contract, _ = drafted(tmp_path, {"/": _AWAY, **pages}, _EMPTY)
    assert _asked(contract) == [("/", 302), *page, ("/no-such-page", 404)]


def test_where_an_answer_has_a_body_no_other_is_asked(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/": _AWAY, "/health": text("ok")})
    assert _asked(contract) == [("/", 302), ("/no-such-page", 404)]


def test_of_pages_beside_a_refusal_one_with_a_body_comes_first(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/": text("no", 403), "/ping": text(""), "/health": text("ok")})
    assert _asked(contract) == [("/", 403), ("/health", 200), ("/no-such-page", 404)]


@pytest.mark.parametrize(("of_ping", "promised"), [({}, {}), (_NOSNIFF, _NOSNIFF)])
def test_a_header_is_promised_where_each_answer_has_it(
    of_ping: dict[str, str], promised: dict[str, str], tmp_path: Path
) -> None:
    refusal = {"Cache-Control": "no-cache", **_NOSNIFF}
    ping = (200, "pong", {"Cache-Control": "no-cache", **of_ping})
    contract, _ = drafted(tmp_path, {"/": (403, "no", refusal), "/ping": ping}, (403, "no", refusal))
    assert _asked(contract)[1:2] == [("/ping", 200)]
    assert contract.security
    assert contract.security.headers == promised


def test_a_header_is_promised_where_each_route_has_it(tmp_path: Path) -> None:
    api = document({"openapi": "3.1.0", "info": {"version": "1"}, "paths": {"/items": {"get": {}}}})
    pages: Served = {"/": (200, "hello", _NOSNIFF), "/openapi.json": api, "/items": document([])}
    contract, _ = drafted(tmp_path, pages, (404, "no", _NOSNIFF))
    assert ("/items", 200) in _asked(contract)
    assert contract.security
    assert not contract.security.headers


@pytest.mark.parametrize(
    ("pages", "page"),
    [
        ({"/api": document({"name": "shop"})}, [("/api", 200)]),
        ({"/api": document({"name": "shop"}), "/health": text("ok")}, [("/health", 200)]),
        ({"/debug/vars": document({"name": "shop"})}, []),
        ({"/api": text("no", 401)}, []),
    ],
)
def test_where_all_is_managed_elsewhere_something_that_is_answered_well_is_asked(
    pages: Served, page: list[tuple[str, int]], tmp_path: Path
) -> None:
    managed: Served = {"/": text("no", 404), "/healthz": text("ok"), "/metrics": exposition}
    contract, _ = drafted(tmp_path, {"/": text("no", 404), **pages}, text("no", 404), managed)
    assert _asked(contract) == [("/", 404), *page, ("/no-such-page", 404)]


def test_what_is_managed_on_another_port_gets_no_traffic(tmp_path: Path) -> None:
    managed: Served = {"/": text("no", 404), "/healthz": text("ok"), "/metrics": exposition}
    file = tmp_path / "contract.yaml"
    with serving({"/": text("no", 404), "/stats": uptime}) as url, serving(managed) as management:
        assert main(["init", url, "--managed", management, "--no-compose", "--out", str(file)]) == 0
    contract = read(file.read_text(), tmp_path)
    assert contract.health
    assert contract.health.liveness
    assert contract.health.liveness.path.startswith(":")


def test_a_draft_that_would_be_refused_is_said_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "gonogo.cli.init.draft", lambda *_: "service: shop\ntraffic: {requests: [{path: ':1/x'}]}\n"
    )
    file = tmp_path / "contract.yaml"
    with serving({"/": text("hello")}) as url:
        assert main(["init", url, "--no-compose", "--out", str(file)]) == 1
    assert not file.exists()
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert "the draft would be no legal contract, and nothing is written: traffic.requests.0" in said


@pytest.mark.parametrize(
    ("status", "name"),
    [(404, "not found"), (410, "not found"), (401, "without a credential"), (403, "forbidden"),
     (400, "a refusal"), (405, "a refusal"), (429, "a limit"), (500, "an error")],
)  # fmt: skip
def test_a_refusal_is_named_for_what_it_is(status: int, name: str, tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {}, text("no", status))
    assert contract.security
    assert contract.security.responses[-1].name == name


_POLICY = {"Content-Security-Policy": "default-src 'self'", "X-Frame-Options": "DENY"}


@pytest.mark.parametrize(
    ("root", "missing", "said"),
    [
        (_POLICY, {}, "# Content-Security-Policy, X-Frame-Options: on 1 of 2, missing on: not found"),
        ({}, _POLICY, "# Content-Security-Policy, X-Frame-Options: on 1 of 2, missing on: root"),
        (_POLICY | _NOSNIFF, _NOSNIFF, "X-Frame-Options: on 1 of 2, missing on: not found"),
        (_NOSNIFF, _NOSNIFF, ""),
        ({}, {}, ""),
    ],
)
def test_a_header_that_some_answers_lose_is_named_with_those(
    root: dict[str, str], missing: dict[str, str], said: str, tmp_path: Path
) -> None:
    _, words = drafted(tmp_path, {"/": (200, "hello", root)}, (404, "no", missing))
    assert ("missing on" in words) is bool(said)
    assert said in words
