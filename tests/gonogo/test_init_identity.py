"""An identity is drafted where it proves itself, and else with the question."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gonogo.contract.identity import Identity, Where
from gonogo.init.draft import draft
from gonogo.init.identity import _candidates
from gonogo.init.look import look
from gonogo.init.paths import SQL_CLOCK
from tests.fixtures.static_files import static_files
from tests.gonogo.drafting import Served, drafted, identity
from tests.gonogo.pages import Pages, Said, document, exposition, page, text, uptime
from tests.gonogo.test_init_paths import replayed


def echoing(pages: Pages) -> Said:
    return 200, '{"version": "1.2"}', {"X-Correlation-ID": pages.headers["X-Correlation-ID"] or ""}


def clock(_: Pages) -> Said:
    return document([{"now": str(int(time.time()))}])


@pytest.mark.parametrize(
    ("pages", "section"),
    [
        ({"/version": echoing}, Identity(path="/version", nonce_header="X-Correlation-ID")),
        (
            {"/metrics": exposition},
            Identity(version=Where(series="shop_build_info"), revision=Where(series="shop_build_info")),
        ),
        (
            {
                "/actuator/info": document({"build": {"version": "1"}, "git": {"commit": "abc"}}),
                "/stats": uptime,
            },
            Identity(path="/actuator/info", version="build.version", revision="git.commit", alive="/stats"),
        ),
        (
            {"/version": document({"shopserver": "3.5.1", "go": "1.22.1"}), "/metrics": exposition},
            Identity(version=Where(series="shop_build_info"), revision=Where(series="shop_build_info")),
        ),
        (
            {"/version": text("v2.7.1\n"), "/stats": uptime},
            Identity(path="/version", version=Where(pattern=r"\S+"), alive="/stats"),
        ),
        (
            {"/": (200, "hello", {"X-App-Version": "7.1"}), "/stats": uptime},
            Identity(path="/", version=Where(header="X-App-Version"), alive="/stats"),
        ),
        (
            {
                "/config": document({"version": "2.2.1"}),
                "/-/databases.json": document([{"name": "A shop"}, {"name": "it", "route": "it"}]),
                "/it.json": clock,
            },
            Identity(path="/config", alive=f"/it{SQL_CLOCK}"),
        ),
    ],
)
def test_an_identity_is_drafted_where_it_proves_itself(
    pages: Served, section: Identity, tmp_path: Path
) -> None:
    assert identity(drafted(tmp_path, pages)[0]) == section


@pytest.mark.parametrize(
    ("infos", "series"),
    [
        ('python_info{version="3.11.7"} 1', "python_info"),
        ('go_info{version="go1.26"} 1\ngo_build_info{path="shop",version="(devel)"} 1', "go_build_info"),
        ('nodejs_version_info{version="v20.1.0",major="20"} 1', "nodejs_version_info"),
    ],
)
def test_for_want_of_its_own_it_goes_by_the_version_of_what_it_runs_on(
    infos: str, series: str, tmp_path: Path
) -> None:
    def served(_: Pages) -> Said:
        return text(f"{infos}\nprocess_cpu_seconds_total {time.process_time()}\na 1\nb 2\n")

    contract, words = drafted(tmp_path, {"/metrics": served})
    assert identity(contract) == Identity(version=Where(series=series))
    assert "GUESSED: that is the version of what it runs on" in words


def test_a_module_that_has_a_version_goes_by_its_own(tmp_path: Path) -> None:
    def served(_: Pages) -> Said:
        return text(
            'go_info{version="go1.26"} 1\ngo_build_info{path="shop",version="v2.1.0"} 1\n'
            f"process_cpu_seconds_total {time.process_time()}\n"
        )

    contract, words = drafted(tmp_path, {"/metrics": served})
    assert identity(contract) == Identity(version=Where(series="go_build_info"))
    assert "what it runs on" not in words


def test_what_nothing_proves_is_drafted_with_the_question(tmp_path: Path) -> None:
    contract, words = drafted(tmp_path, {"/version": document({"version": "1.2.3"})})
    assert (identity(contract).version, identity(contract).unproven) == ("version", None)
    assert "which page has an uptime or a counter" in words
    assert "  # unproven: …" in words


def test_files_with_a_version_are_drafted_with_the_question(tmp_path: Path) -> None:
    (tmp_path / "version.json").write_text('{"version": "1.2.3"}')
    with static_files(tmp_path) as url:
        assert "  # unproven: …" in draft(look(url))


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("X-Shop-Server-Version", True),
        ("Kbn-Version", True),
        ("X-Jenkins", True),
        ("X-Api-Version", False),
        ("X-AspNet-Version", False),
        ("Docker-Distribution-Api-Version", False),
    ],
)
def test_a_header_that_is_named_after_a_version_states_one(
    name: str, *, is_taken: bool, tmp_path: Path
) -> None:
    contract, _ = drafted(tmp_path, {"/": (200, "hello", {name: "7.1.2"}), "/stats": uptime})
    stated = Identity(path="/", version=Where(header=name.lower()), alive="/stats")
    assert contract.identity == (stated if is_taken else None)


def test_a_product_that_powers_it_is_the_release_and_a_framework_is_not(tmp_path: Path) -> None:
    stated = Identity(path="/", version=Where(header="X-Powered-By"), alive="/stats")
    for said, section in (("shopd 0.21.0", stated), ("PHP/8.2.1", None), ("Servlet/3.1", None)):
        contract, _ = drafted(tmp_path, {"/": (200, "hello", {"X-Powered-By": said}), "/stats": uptime})
        assert contract.identity == section


def test_the_server_inside_which_it_runs_is_not_the_release(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/": (200, "hello", {"Server": "TornadoServer/6.5"})})
    assert contract.identity is None


@pytest.mark.parametrize(
    ("server", "is_one"),
    [
        ("nginx/1.25.3", True),
        ("Apache/2.4.57 (Debian)", True),
        ("lighttpd/1.4.71", True),
        ("shopd/0.21.0", True),
        ("nginx", False),
        ("http4s", False),
        ("shopd/2", False),
        ("uvicorn/0.30.1", False),
    ],
)
def test_the_server_in_front_is_asked_for_a_version_after_all_others(server: str, *, is_one: bool) -> None:
    root = (200, "<p>Shop v3.2</p>", {"Server": server, "Content-Type": "text/html"})
    openapi = document({"openapi": "3.1.0", "info": {"version": "2.4.1"}, "paths": {}})
    stated = [
        section["version"] for section in _candidates(replayed({"/": root, "/openapi.json": openapi}), None)
    ]
    assert stated[0] == "info.version"
    assert "pattern" in stated[1]
    assert stated[2:] == ([{"header": "Server"}] if is_one else [])


@pytest.mark.parametrize(("server", "is_guess"), [("nginx/1.25.3", True), ("shopd/0.21.0", False)])
def test_the_version_of_a_server_that_mostly_stands_in_front_is_a_guess(
    server: str, *, is_guess: bool, tmp_path: Path
) -> None:
    contract, words = drafted(tmp_path, {"/": (200, "hello", {"X-Powered-By": server}), "/stats": uptime})
    assert identity(contract) == Identity(path="/", version=Where(header="X-Powered-By"), alive="/stats")
    assert ("GUESSED: that is the version of what it runs on" in words) is is_guess


@pytest.mark.parametrize(
    ("pages", "section"),
    [
        (
            {"/": (403, "no", {"X-Jenkins": "2.426.3"}), "/login": (200, "who?", {"X-Jenkins": "2.426.3"})},
            {"path": "/login", "version": {"header": "x-jenkins"}},
        ),
        (
            {"/": page("hello"), "/api": (200, "hello", {"Shop-Version": "2.1"})},
            {"path": "/api", "version": {"header": "shop-version"}},
        ),
        ({"/": (403, "no", {"X-Jenkins": "2.426.3"}), "/login": text("who?")}, None),
        ({"/": page("hello"), "/api": (200, "hello", {"Shop-Api-Version": "2.1"})}, None),
        (
            {"/version": (200, '"1.4.2"', {"Content-Type": "application/json"})},
            {"path": "/version", "version": {"pattern": r'^\s*"([^"\s]+)"\s*$'}},
        ),
        ({"/": (200, "hello", {"X-Version": "PHP/8.2.1"})}, None),
        ({"/version": (200, '"ok"', {"Content-Type": "application/json"})}, None),
        (
            {"/api/version": document({"version": "4", "ray_version": "2.9.0"})},
            {"path": "/api/version", "version": "ray_version"},
        ),
    ],
)
def test_a_version_is_found_wherever_it_is_stated(
    pages: dict[str, Said], section: dict[str, object] | None
) -> None:
    assert next(_candidates(replayed(pages), None), None) == section


class Cache:
    """What keeps the first answer of a service that echoes, with the age that a cache adds."""

    def __init__(self, seconds: float, **headers: str) -> None:
        self.seconds, self.headers, self.kept, self.made = seconds, headers, "", float("-inf")

    def __call__(self, pages: Pages) -> Said:
        """Answer anew where what is kept is too old."""
        headers: dict[str, str] = {}
        if time.monotonic() - self.made > self.seconds:
            self.kept, self.made = pages.headers["X-Request-ID"] or "", time.monotonic()
        else:
            headers = {name.replace("_", "-"): value for name, value in self.headers.items()}
        return 200, '{"version": "1.2"}', {"X-Request-ID": self.kept, **headers}


@pytest.mark.parametrize(
    ("answering", "nonce", "said"),
    [
        (Cache(-1.0), "X-Request-ID", ""),
        (Cache(99.0), None, ""),
        (Cache(99.0, Age="3"), None, "A cache answers there (Age: 3)"),
        (Cache(99.0, X_Cache="HIT from x"), None, "A cache answers there (X-Cache: HIT from x)"),
        (Cache(99.0, X_Varnish="7 5", Age="3"), None, "A cache answers there (X-Varnish: 7 5, Age: 3)"),
        (Cache(99.0, Age="0"), None, "A cache answers there (Age: 0)"),
    ],
)
def test_a_header_is_echoed_where_it_returns_another_nonce_each_time(
    answering: Cache, nonce: str | None, said: str, tmp_path: Path
) -> None:
    contract, words = drafted(tmp_path, {"/version": answering})
    assert identity(contract).nonce_header == nonce
    assert said in words
    assert ("A cache answers there" in words) is bool(said)
