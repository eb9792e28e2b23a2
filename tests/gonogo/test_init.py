"""A first contract is legal, says what was found, and asks what it could not know."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gonogo.cli.main import main
from gonogo.contract.health import Probe
from gonogo.contract.model import Contract
from gonogo.init.draft import draft
from gonogo.init.look import Found, base_of, look
from gonogo.init.probes import as_probe
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.drafting import Served, drafted, identity, read
from tests.gonogo.pages import Said, document, exposition, page, serving, text


def probe(contract: Contract, name: str) -> Probe:
    found = getattr(contract.health, name)
    assert isinstance(found, Probe)
    return found


def test_a_service_with_nothing_gives_a_legal_contract_of_questions(tmp_path: Path) -> None:
    contract, words = drafted(tmp_path, {})
    assert (contract.health, contract.metrics, contract.identity, contract.traffic) == (
        None,
        None,
        None,
        None,
    )
    assert contract.security is not None
    assert [(request.path, request.status) for request in contract.security.responses] == [
        ("/", 200),
        ("/no-such-page", 404),
    ]
    for asked in ("No version was found", "No health endpoint was found", "No exposition was found"):
        assert asked in words
    assert "# identity: {unproven: …}" in words


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://[::1]:8000", "https://10.0.0.7"])
def test_an_address_names_no_service(url: str, tmp_path: Path) -> None:
    nothing = Answer(url, "GET", 200, (), b"", truncated=False, seconds=0.01, error=None, detail="")
    assert read(draft(Found(url, nothing, nothing)), tmp_path).service == "service"


@pytest.mark.parametrize(
    ("answer", "promised"),
    [
        (document({"status": "UP"}), {}),
        (document({"health": "true"}), {}),
        (document({"name": "x", "checks": {"overall": {"state": "healthy"}}}), {}),
        (document({"app": {"status": "splendid"}}), {"key": "app.status", "words": ("splendid",)}),
        (document({"uptime": 3}), {"body": "text"}),
        (text("ok"), {"body": "text"}),
        (text("Shop is Healthy."), {"body": "text", "words": ("Shop is Healthy.",)}),
        (text("up for 3 s"), {"body": "text"}),
        (text('{"status": "UP"}'), {"body": "text"}),
        (page("Ok"), {"body": "any", "words": ("Ok",)}),
        (page("<html><body style='background: green'></body></html>"), {"body": "any"}),
        (text("", 204), {"body": "text"}),
    ],
)
def test_a_probe_is_promised_as_it_states_its_state(answer: Said, promised: dict[str, Any]) -> None:
    status, body, headers = answer
    named = tuple((name.lower(), value) for name, value in ({"Content-Type": "text/plain"} | headers).items())
    seen = Answer("http://x/healthz", "GET", status, named, body.encode(), False, 0.01, None, "")
    found = as_probe("/healthz", seen)
    assert (found.body, found.key or None, found.words) == (
        promised.get("body", "json"),
        promised.get("key"),
        promised.get("words", ()),
    )


def test_what_answers_every_path_is_no_probe(tmp_path: Path) -> None:
    contract, words = drafted(tmp_path, {}, rest=page())
    assert contract.health is None
    assert contract.security is not None
    assert not contract.security.error_responses
    assert "no error was seen: nothing is promised about errors" in words
    there, _ = drafted(tmp_path, {"/healthz": text("ok")}, rest=page())
    assert probe(there, "liveness").path == "/healthz"


def test_a_page_for_people_is_no_probe(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/status": page()})
    assert contract.health is None


def test_a_service_is_asked_where_it_is_managed(tmp_path: Path) -> None:
    managed: Served = {
        "/": text("no", 404),
        "/actuator/health/readiness": document({"status": "UP"}),
        "/actuator/prometheus": exposition,
        "/actuator/env": document({"secret": 1}),
    }
    with serving({"/": page()}) as url, serving(managed) as management:
        contract = read(draft(look(url, [management])), tmp_path)
        port = management.rpartition(":")[2]
    assert probe(contract, "readiness").path == f":{port}/actuator/health/readiness"
    assert contract.metrics is not None
    assert contract.metrics.path == f":{port}/actuator/prometheus"
    assert contract.security is not None
    assert not contract.security.private_paths


@pytest.mark.parametrize(
    ("url", "managed", "base"),
    [
        ("http://h:1", "http://h:2/", ":2"),
        ("http://h:1", "http://other:2", "http://other:2"),
        ("http://h:1", "http://h:2/manage/", "http://h:2/manage"),
        ("http://h:1", "https://h:2", "https://h:2"),
    ],
)
def test_another_port_is_written_short(url: str, managed: str, base: str) -> None:
    assert base_of(url, managed) == base


def test_the_request_counter_is_the_one_that_moves(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/metrics": exposition})
    assert contract.metrics is not None
    requests = contract.metrics.requests
    assert requests is not None
    assert (requests.series, requests.method, requests.route, requests.status) == (
        "shop_requests_total",
        "verb",
        "handler",
        "code",
    )
    assert contract.traffic is not None
    assert [request.path for request in contract.traffic.requests] == ["/"]
    assert "process_start_time_seconds" in contract.metrics.series
    still, _ = drafted(
        tmp_path, {"/metrics": text("# TYPE a_requests_total counter\n" + "a_requests_total 5\n" * 3)}
    )
    assert still.metrics is not None
    assert still.metrics.requests is None


def test_what_tells_the_inside_is_private_where_it_is_open(tmp_path: Path) -> None:
    contract, words = drafted(
        tmp_path, {"/debug/pprof/": page(), "/flags": page(), "/actuator/env": text("no", 403)}
    )
    assert contract.security is not None
    assert contract.security.private_paths == ("/debug/pprof/", "/flags")
    assert "OPEN now" in words


def test_an_open_exposition_is_a_question_and_what_it_promises_is_what_answered(tmp_path: Path) -> None:
    contract, words = drafted(tmp_path, {"/metrics": exposition, "/docs": page()})
    assert contract.security is not None
    assert contract.metrics is not None
    assert (contract.security.private_paths, contract.metrics.exposure) == ((), "public")
    assert "# public, on purpose? private_paths: [/metrics], with metrics.exposure: replica" in words
    assert "# public, on purpose? private_paths: [/docs]" in words


def test_the_next_command_is_the_one_at_the_end_of_the_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving({"/": page()}) as url:
        assert main(["init", url]) == 0
    [at_its_end] = re.findall(r"^# Try it: +(.*)", (tmp_path / "gonogo.yaml").read_text(), re.MULTILINE)
    printed = capsys.readouterr().out.splitlines()[-1].strip()
    assert printed == f"gonogo smoke {url} --contract=gonogo.yaml"
    assert at_its_end == printed.replace("gonogo.yaml", "THIS-FILE")


def test_routes_of_the_document_are_promised_as_they_answer(tmp_path: Path) -> None:
    routes: dict[str, Any] = {
        "/items": {"get": {}},
        "/items/{id}": {"get": {}},
        "/mine": {"get": {}},
        "/made": {"post": {}},
    }
    contract, _ = drafted(
        tmp_path,
        {
            "/openapi.json": document({"openapi": "3.1.0", "info": {"version": "1.4.2"}, "paths": routes}),
            "/items": document([]),
            "/mine": text("who are you?", 401),
        },
    )
    assert contract.security is not None
    assert [(request.path, request.status) for request in contract.security.responses] == [
        ("/", 200), ("/items", 200), ("/mine", 401), ("/no-such-page", 404),
    ]  # fmt: skip
    assert identity(contract).version == "info.version"


def test_a_file_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "contract.yaml"
    file.write_text("mine")
    assert main(["init", "http://127.0.0.1:1", "--out", str(file)]) == 1
    assert file.read_text() == "mine"
    assert "--force" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_before_anybody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "http://127.0.0.1:1", "--out", str(tmp_path / "none" / "contract.yaml")]) == 1
    assert "is no folder" in capsys.readouterr().err


def test_a_dead_url_is_said_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "contract.yaml"
    assert main(["init", "http://127.0.0.1:1", "--out", str(file)]) == 1
    assert not file.exists()
    assert "no answer (refused" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["shop.example.com"], [], ["http://127.0.0.1:1", "--managed", "shop.example.com:8081"]]
)
def test_what_is_no_url_is_a_usage_error(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="4"):
        main(["init", *words])


def test_where_the_root_is_refused_a_page_that_is_taken_is_asked_as_well(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/": text("who are you?", 401), "/healthz": text("ok")})
    assert contract.security is not None
    assert [(request.path, request.status) for request in contract.security.responses] == [
        ("/", 401), ("/healthz", 200), ("/no-such-page", 404),
    ]  # fmt: skip
