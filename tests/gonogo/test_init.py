"""A first contract is legal, says what was found, and marks what was guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.contract.identity import Where
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.init.draft import draft
from gonogo.init.look import Found, _keys
from gonogo.instruments.probe.ask import Answer

URL = "https://shop.example.com"
NOSNIFF = (("x-content-type-options", "nosniff"),)


def answer(path: str, body: str = "{}", status: int = 200) -> Answer:
    return Answer(
        URL + path,
        "GET",
        status,
        NOSNIFF,
        body.encode(),
        truncated=False,
        seconds=0.012,
        error=None,
        detail="",
    )


def found(**changes: object) -> Found:
    bare = {
        "url": URL, "root": answer("/"), "missing": answer("/x", status=404), "nonce_header": None,
        "liveness": None, "readiness": None, "startup": None, "overall": None, "metrics": None, "formats": (),
        "identity": None,
    }  # fmt: skip
    return Found(**(bare | changes))  # type: ignore[arg-type]


def read(text: str, folder: Path) -> Contract:
    file = folder / "contract.yaml"
    file.write_text(text)
    return load_contract(file)


def test_a_service_with_nothing_gives_a_legal_contract(tmp_path: Path) -> None:
    text = draft(found())
    contract = read(text, tmp_path)
    assert contract.service == "shop"
    assert contract.health is None
    assert contract.security is not None
    assert [request.status for request in contract.security.responses] == [200, 404]
    assert "No health endpoint was found" in text


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://[::1]:8000", "https://10.0.0.7"])
def test_an_address_names_no_service(url: str, tmp_path: Path) -> None:
    assert read(draft(found(url=url)), tmp_path).service == "service"


def test_what_was_found_is_promised_and_what_was_guessed_is_marked(tmp_path: Path) -> None:
    exposition = (
        '# TYPE http_requests_total counter\nhttp_requests_total{method="GET",handler="/",code="200"} 1\n'
    )
    text = draft(
        found(
            liveness=answer("/livez", "ok"),
            readiness=answer("/readyz", '{"status": "pass"}'),
            metrics=answer("/metrics", exposition),
            formats=("text", "openmetrics"),
            identity=answer("/version", '{"build": {"commit": "abc"}, "version": "1"}'),
            keys={"version": "version", "revision": "build.commit"},
            nonce_header="X-Request-ID",
            headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": None},
            requests="http_requests_total",
        )
    )
    contract = read(text, tmp_path)
    assert contract.health is not None
    assert contract.health.liveness is not None
    assert (contract.health.liveness.path, contract.health.liveness.body) == ("/livez", "text")
    assert contract.metrics is not None
    assert contract.metrics.requests is not None
    assert contract.metrics.requests.route == "handler"
    assert contract.identity is not None
    assert contract.identity.revision == "build.commit"
    assert text.count("GUESSED") > 2


def test_a_build_series_is_an_identity_where_no_page_is(tmp_path: Path) -> None:
    series = (
        '# TYPE shop_build_info gauge\nshop_build_info{goversion="go1.22",revision="abc",version="2.1"} 1\n'
    )
    text = draft(found(metrics=answer("/metrics", series), formats=("text",)))
    identity = read(text, tmp_path).identity
    assert identity is not None
    assert identity.version == Where(series="shop_build_info")
    assert identity.revision == Where(series="shop_build_info")


def test_where_nothing_says_who_it_is_the_ways_out_are_named(tmp_path: Path) -> None:
    series = '# TYPE shop_build_info gauge\nshop_build_info{version="ok"} 1\n'
    text = draft(found(metrics=answer("/metrics", series), formats=("text",)))
    assert read(text, tmp_path).identity is None
    assert "identity: {unproven: …}" in text


def test_a_word_of_health_is_no_key_of_a_version() -> None:
    assert _keys({"version": "UP", "build": [{"version": "1.2"}], "commit": "pass"}) == {
        "version": "build.0.version"
    }


def test_a_file_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "contract.yaml"
    file.write_text("mine")
    assert main(["init", "http://127.0.0.1:1", "--out", str(file)]) == 1
    assert file.read_text() == "mine"
    assert "--force" in capsys.readouterr().err


def test_a_dead_url_is_said_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "contract.yaml"
    assert main(["init", "http://127.0.0.1:1", "--out", str(file)]) == 1
    assert not file.exists()
    assert "no answer (refused" in capsys.readouterr().err


def test_what_is_no_url_is_a_usage_error() -> None:
    with pytest.raises(SystemExit, match="4"):
        main(["init", "shop.example.com"])
