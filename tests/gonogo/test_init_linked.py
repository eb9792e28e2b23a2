"""What a service names itself is looked at: where its root sends to, links, routes of its document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonogo.contract.identity import Identity, Where
from tests.gonogo.drafting import Served, drafted, identity
from tests.gonogo.pages import Pages, Said, document, exposition, page, text, uptime

_UP = document({"status": "up"})


def below_v1(pages: Pages) -> Said:
    return 307, "", {"Location": f"/v1{pages.path}"}


def test_all_that_is_below_the_folder_to_which_the_root_sends_is_found(tmp_path: Path) -> None:
    pages: Served = {
        "/": below_v1,
        "/v1/": document({"project_version": "26.5.0", "http_api_version": "1.2"}),
        "/v1/__heartbeat__": _UP,
        "/v1/stats": uptime,
        "/v1/no-such-page": text("no", 404),
    }

    def rest(asked: Pages) -> Said:
        return text("no", 404) if asked.path.startswith("/v1/") else below_v1(asked)

    contract, _ = drafted(tmp_path, pages, rest)
    assert identity(contract) == Identity(path="/v1/", version="project_version", alive="/v1/stats")
    assert contract.health
    assert contract.health.readiness
    assert contract.health.readiness.path == "/v1/__heartbeat__"
    assert contract.security
    assert [(each.path, each.status) for each in contract.security.responses] == [
        ("/", 307),
        ("/v1/no-such-page", 404),
    ]


def test_that_a_path_is_moved_as_it_is_below_a_folder_proves_nothing(tmp_path: Path) -> None:
    contract, words = drafted(
        tmp_path, {"/": below_v1, "/v1/": document({"version": "1.2"}), "/v1/version": text("1.2")}, below_v1
    )
    assert identity(contract).nonce_path is None
    assert "  # unproven: …" in words


@pytest.mark.parametrize(
    ("root", "path"),
    [
        (page("<p><a href='/internal/shop-metrics'>Metrics</a></p>"), "/internal/shop-metrics"),
        (page('<p><a class=x href="telemetry/metrics?all=1">Metrics</a></p>'), "/telemetry/metrics"),
        ((200, "hello", {"Link": '</own/metrics>; rel="metrics"'}), "/own/metrics"),
        (document({"links": [{"rel": "metrics", "href": "/own/metrics"}]}), "/own/metrics"),
    ],
)
def test_an_exposition_is_found_where_the_home_page_links_it(root: Said, path: str, tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/": root, path: exposition})
    assert contract.metrics
    assert contract.metrics.path == path


@pytest.mark.parametrize(
    "link", ["https://other.example/metrics", "//other.example/metrics", "/metrics/<x>", "/logout/metrics"]
)
def test_a_link_elsewhere_or_one_that_does_something_is_not_followed(link: str, tmp_path: Path) -> None:
    asked: list[str] = []

    def rest(pages: Pages) -> Said:
        asked.append(pages.path)
        return text("no", 404)

    drafted(tmp_path, {"/": page(f"<a href='{link}'>metrics</a>")}, rest)
    assert not [path for path in asked if "<" in path or "logout/" in path or "other" in path]


def _api(paths: dict[str, Any]) -> Said:
    return document({"openapi": "3.1.0", "info": {"version": "0.3.0"}, "paths": paths})


def test_routes_of_the_document_are_probes_and_identity_by_their_names(tmp_path: Path) -> None:
    paths: dict[str, Any] = {path: {"get": {}} for path in ("/shop/health_check", "/shop/version", "/")}
    contract, _ = drafted(
        tmp_path,
        {
            "/schema/openapi.json": _api(paths),
            "/shop/health_check": _UP,
            "/shop/version": document({"version": "4.1"}),
            "/stats": uptime,
        },
    )
    assert contract.health
    assert contract.health.overall
    assert contract.health.overall.path == "/shop/health_check"
    assert identity(contract) == Identity(path="/shop/version", alive="/stats")
    assert contract.security
    assert [each.path for each in contract.security.responses] == ["/", "/no-such-page"]


def test_the_version_of_the_document_is_a_guess(tmp_path: Path) -> None:
    contract, words = drafted(tmp_path, {"/openapi.json": _api({}), "/stats": uptime})
    assert identity(contract) == Identity(path="/openapi.json", version="info.version", alive="/stats")
    assert "GUESSED: an OpenAPI document may keep the default of a framework" in words


def test_the_page_to_which_the_root_sends_may_state_the_version(tmp_path: Path) -> None:
    pages: Served = {
        "/": (302, "", {"Location": "static/index.html"}),
        "/static/index.html": page('<script>config = {"appVersion": "2.47.0"}</script>'),
        "/stats": uptime,
    }
    contract, words = drafted(tmp_path, pages)
    stated = identity(contract)
    assert (stated.path, stated.alive) == ("/static/index.html", "/stats")
    assert isinstance(stated.version, Where)
    assert 'it states "2.47.0"' in words


def _slashing(pages: Pages) -> Said:
    """Add a slash to whatever has none, and answer the rest alike."""
    return (301, "", {"Location": f"{pages.path}/"}) if not pages.path.endswith("/") else _UP


@pytest.mark.parametrize(
    ("sent", "location", "path"),
    [
        (301, "/healthz/", "/healthz/"),
        (308, "healthz/", "/healthz/"),
        (302, "/healthz/?next=1", "/healthz/"),
        (301, "/sign-in/", None),
        (301, "https://other.example/healthz/", None),
        (404, "/healthz/", None),
    ],
)
def test_a_probe_that_a_slash_hides_is_found_behind_it(
    sent: int, location: str, path: str | None, tmp_path: Path
) -> None:
    pages: Served = {"/healthz": (sent, "", {"Location": location}), "/healthz/": _UP}
    health = drafted(tmp_path, pages)[0].health
    assert (health and health.liveness and health.liveness.path) == path


def test_what_adds_a_slash_to_every_path_is_no_probe(tmp_path: Path) -> None:
    assert drafted(tmp_path, {}, _slashing)[0].health is None
    there, _ = drafted(
        tmp_path,
        {"/healthz/": _UP},
        lambda asked: text("no", 404) if asked.path[-1] == "/" else _slashing(asked),
    )
    assert there.health
    assert there.health.liveness
    assert there.health.liveness.path == "/healthz/"


def test_an_exposition_behind_a_slash_where_it_is_managed_is_found(tmp_path: Path) -> None:
    managed: Served = {
        "/": text("no", 404),
        "/stats/prometheus": (301, "", {"Location": "/stats/prometheus/"}),
        "/stats/prometheus/": exposition,
    }
    contract, _ = drafted(tmp_path, {}, managed=managed)
    assert contract.metrics
    assert contract.metrics.path.endswith("/stats/prometheus/")
