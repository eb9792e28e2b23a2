"""Settings are refused by the variable's name, whole, and without showing a secret."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.__main__ import main
from app.config.memory import require_room
from app.config.refusal import ConfigurationRefusedError, load_settings
from app.config.security import fingerprint
from tests.app.running import KEYS, SIGNING_KEYS, preserved_logging

POSTGRESQL = "postgresql+psycopg://ukp:Zp4-7Qx9-secret-word@db:5432/ukp"
VALKEY = "valkey://:Zp4-7Qx9-secret-word@cache:6379/0"
GOOD = {
    "UKP_ENVIRONMENT": "testing",
    "UKP_DATABASE_URL": POSTGRESQL,
    "UKP_API_KEYS": json.dumps(KEYS),
    "UKP_SIGNING_KEYS": json.dumps(SIGNING_KEYS),
}
PRODUCTION = GOOD | {"UKP_ENVIRONMENT": "production", "UKP_CACHE_URL": VALKEY}


def keys(**changes: object) -> str:
    return json.dumps([KEYS[0] | changes])


@pytest.fixture
def quiet_logging() -> Iterator[None]:
    """The process gets its own logging back."""
    with preserved_logging():
        yield


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment that the settings are read from."""
    variables: dict[str, str] = {}
    monkeypatch.setattr(os, "environ", variables)
    return variables


def refused(environ: dict[str, str], variables: dict[str, str]) -> dict[str, str]:
    environ.update(variables)
    with pytest.raises(ConfigurationRefusedError) as caught:
        load_settings()
    return {problem.variable: problem.sentence for problem in caught.value.problems}


def test_good_settings_are_accepted(environ: dict[str, str]) -> None:
    environ.update(PRODUCTION)
    assert load_settings().rate_limit == "600/minute"


def test_imports_may_be_allowed_from_private_mirrors_in_production(environ: dict[str, str]) -> None:
    mirrors = {"UKP_IMPORT_ALLOWED_NETWORKS": "10.0.0.0/8, fd00::/8", "UKP_IMPORT_ALLOWED_PORTS": "80,8080"}
    environ.update(PRODUCTION | mirrors)
    settings = load_settings()
    assert settings.import_allowed_networks == ("10.0.0.0/8", "fd00::/8")
    assert settings.import_allowed_ports == (80, 8080)


def test_hosts_are_listed_and_all_of_them_in_development(environ: dict[str, str]) -> None:
    environ.update(PRODUCTION | {"UKP_ALLOWED_HOSTS": "ukp.example, *.ukp.example,[::1]"})
    assert load_settings().allowed_hosts == ("ukp.example", "*.ukp.example", "[::1]")
    environ.update(GOOD | {"UKP_ENVIRONMENT": "development", "UKP_ALLOWED_HOSTS": "*"})
    assert load_settings().allowed_hosts == ("*",)


def test_a_worker_without_a_queue_is_refused_by_the_variable(
    environ: dict[str, str], capsys: pytest.CaptureFixture[str], quiet_logging: None
) -> None:
    environ.update(GOOD)
    with pytest.raises(SystemExit, match="2"):
        main(["worker"])
    assert json.loads(capsys.readouterr().out)["variable"] == "UKP_CACHE_URL"


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_a_required_variable_that_is_missing_is_named(environ: dict[str, str], missing: str) -> None:
    problems = refused(environ, {name: value for name, value in GOOD.items() if name != missing})
    assert problems == {missing: "is required but not set"}


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("UKP_ENVIRONMENT", "prod", "'production'"),
        ("UKP_DATABASE_URL", "mysql://db/ukp", "expected postgresql+psycopg://"),
        ("UKP_DATABASE_URL", "sqlite+aiosqlite:///relative.db", "absolute path"),
        ("UKP_API_KEYS", "changeme", "expected a JSON list"),
        ("UKP_API_KEYS", "[]", "at least 1"),
        ("UKP_API_KEYS", keys(key="short"), "at least 24 characters"),
        ("UKP_API_KEYS", keys(key="changeme-changeme-changeme-7"), "placeholder"),
        ("UKP_API_KEYS", keys(key="0123456789-0123456789-0123"), "placeholder"),
        ("UKP_API_KEYS", keys(key="abababababababababababababab"), "different characters"),
        ("UKP_API_KEYS", keys(scopes=["everything"]), "scopes"),
        ("UKP_API_KEYS", json.dumps([KEYS[0], KEYS[0]]), "one name twice"),
        ("UKP_CACHE_URL", "http://cache", "expected valkey://"),
        ("UKP_PORT", "http", "integer"),
        ("UKP_LOG_LEVEL", "loud", "'warning'"),
        ("UKP_LOG_LEVEL", '"info"', "quote"),
        ("UKP_LOG_LEVEL", " ", "empty"),
        ("UKP_RATE_LIMIT", "many", "600/minute"),
        ("WEB_CONCURRENCY", "many", "integer"),
        ("WEB_CONCURRENCY", "0", "greater than or equal to 1"),
        ("WEB_CONCURRENCY", "17", "less than or equal to 16"),
        ("UKP_TRUSTED_PROXIES", "*", "CIDRs"),
        ("UKP_TRUSTED_PROXIES", "0.0.0.0/0", "every address"),
        ("UKP_ALLOWED_HOSTS", "https://ukp.example", "without ports"),
        ("UKP_ALLOWED_HOSTS", "ukp.example:8443", "without ports"),
        ("UKP_ALLOWED_HOSTS", "ukp.example,,localhost", "without ports"),
        ("UKP_ALLOWED_HOSTS", "u*p.example", "without ports"),
        ("UKP_ALLOWED_HOSTS", "*.example", "top-level domain"),
        ("UKP_DRAIN_SECONDS", "-1", "greater than or equal to 0"),
        ("UKP_DRAIN_SECONDS", "nan", "finite"),
        ("UKP_MIGRATE_ON_START", "true", "sqlite only"),
        ("UKP_PROT", "8000", "did you mean UKP_PORT?"),
        ("UKP_IMPORT_ALLOWED_NETWORKS", "inside", "CIDRs"),
        ("UKP_IMPORT_ALLOWED_NETWORKS", "::/0", "every address"),
        ("UKP_IMPORT_ALLOWED_PORTS", "80,http", "like 80,443"),
        ("UKP_IMPORT_ALLOWED_PORTS", "0", "greater than or equal to 1"),
        ("UKP_IMPORT_TIMEOUT_SECONDS", "0", "greater than 0"),
        ("UKP_IMPORT_ATTEMPTS", "0", "greater than or equal to 1"),
    ],
)
def test_a_bad_value_is_refused_by_name(
    environ: dict[str, str], variable: str, value: str, words: str
) -> None:
    problems = refused(environ, GOOD | {variable: value})
    assert [variable] == list(problems)
    assert words in problems[variable]


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("UKP_DATABASE_URL", "sqlite+aiosqlite:////tmp/ukp.db", "refused in staging and production"),
        ("UKP_DATABASE_URL", "postgresql+psycopg://ukp:postgres@db/ukp", "well-known default"),
        ("UKP_CACHE_URL", "valkey://cache:6379/0", "well-known default"),
        ("UKP_IMPORT_ALLOWED_NETWORKS", "127.0.0.0/8", "loopback and link-local"),
        ("UKP_IMPORT_ALLOWED_NETWORKS", "10.0.0.0/8,169.254.169.254", "loopback and link-local"),
        ("UKP_IMPORT_ALLOWED_NETWORKS", "::1", "loopback and link-local"),
        ("UKP_IMPORT_ALLOWED_NETWORKS", "96.0.0.0/3", "loopback and link-local"),
        ("UKP_ALLOWED_HOSTS", "ukp.example,*", "name each host"),
    ],
)
def test_production_is_stricter(environ: dict[str, str], variable: str, value: str, words: str) -> None:
    assert words in refused(environ, PRODUCTION | {variable: value})[variable]


def test_production_needs_the_shared_cache(environ: dict[str, str]) -> None:
    problems = refused(environ, GOOD | {"UKP_ENVIRONMENT": "production"})
    assert list(problems) == ["UKP_CACHE_URL"]


def test_check_prints_one_json_line_for_each_bad_variable_and_no_secret(
    environ: dict[str, str], capsys: pytest.CaptureFixture[str], quiet_logging: None
) -> None:
    environ.update(GOOD | {"UKP_PORT": "x", "UKP_API_KEYS": keys(key="my-own-secret"), "UKP_X": "1"})
    assert main(["check"]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert sorted(line["variable"] for line in lines) == ["UKP_API_KEYS", "UKP_PORT", "UKP_X"]
    assert "my-own-secret" not in str(lines)


def test_check_says_ok(
    environ: dict[str, str], capsys: pytest.CaptureFixture[str], quiet_logging: None
) -> None:
    environ.update(GOOD)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "configuration ok\n"


def test_the_fingerprint_follows_settings_and_secrets_and_shows_neither(environ: dict[str, str]) -> None:
    environ.update(GOOD)
    before = fingerprint(load_settings())
    assert before == fingerprint(load_settings())
    for variable, value in {"UKP_RATE_LIMIT": "5/minute", "UKP_DATABASE_URL": POSTGRESQL + "2"}.items():
        environ[variable] = value
        assert fingerprint(load_settings()) != before
    assert len(before) == 64


def test_where_a_process_listens_is_no_part_of_the_fingerprint(environ: dict[str, str]) -> None:
    environ.update(GOOD)
    before = fingerprint(load_settings())
    environ.update(UKP_HOST="127.0.0.2", UKP_PORT="8011")
    assert load_settings().port == 8011
    assert fingerprint(load_settings()) == before


def test_workers_that_do_not_fit_into_the_memory_are_refused(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text(f"{256 * 1024 * 1024}\n")
    assert require_room(2, (limit,)) == 2
    with pytest.raises(ValueError, match="3 workers need 352 MiB, and this container may use 256 MiB"):
        require_room(3, (limit,))


@pytest.mark.parametrize("text", ["max\n", None])
def test_without_a_limit_any_number_of_workers_fits(tmp_path: Path, text: str | None) -> None:
    limit = tmp_path / "memory.max"
    if text:
        limit.write_text(text)
    assert require_room(16, (limit,)) == 16
