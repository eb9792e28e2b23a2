"""Which variables a draft makes up, takes from an example, leaves to a developer's file, or asks about."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.init.environment import Variable, is_made_up, read_variables
from tests.gonogo.stacks import compose_of, drafted, repository

STACK = """
services:
  api:
    build: .
    ports: ["8000"]
    environment: {DB: "postgres://x:${DB_PASSWORD:?}@db", KEY: "${API_KEY}", HOST: "${MAIL_HOST}"}
"""
READ = STACK + "    env_file: {file}\n"


def generated(folder: Path, compose: str, **files: str) -> tuple[tuple[str, ...], dict[str, str], str]:
    found = repository(folder, compose, **files)
    contract, words = drafted(found)
    assert contract.deployment is not None
    return contract.deployment.generated, compose_of(found).environment, words


def test_what_the_developers_file_sets_is_left_to_it(tmp_path: Path) -> None:
    own = "DB_PASSWORD=mine\nMAIL_HOST=\n"
    made, environment, words = generated(tmp_path, STACK, __env=own, __env__example="MAIL_HOST=mail")
    assert made == ("API_KEY",)
    assert environment == {"API_KEY": "${API_KEY}"}
    assert "# as .env says, where there is one: DB_PASSWORD, MAIL_HOST" in words
    assert "mine" not in words


def test_a_blank_that_compose_refuses_is_made_up(tmp_path: Path) -> None:
    assert generated(tmp_path, STACK, __env="DB_PASSWORD=\n")[0] == ("DB_PASSWORD", "API_KEY")


def test_without_any_file_all_secrets_are_made_up(tmp_path: Path) -> None:
    made, environment, words = generated(tmp_path, STACK, __env__example="MAIL_HOST=mail  # of the office\n")
    assert made == ("DB_PASSWORD", "API_KEY")
    assert environment["MAIL_HOST"] == "mail"
    assert "cp " not in words


def test_what_is_to_be_copied_is_said_and_made_up_nowhere(tmp_path: Path) -> None:
    example = "DB_PASSWORD=changeme\nAPI_KEY=\n"
    made, environment, words = generated(tmp_path, READ.replace("{file}", ".env"), __env__example=example)
    assert "copy it first: cp .env.example .env" in words
    assert made == ("API_KEY",)
    assert "DB_PASSWORD" not in environment


@pytest.mark.parametrize("stated", ["config/api.env", "[config/api.env]", "[{path: config/api.env}]"])
def test_what_a_service_reads_by_itself_is_asked_about(tmp_path: Path, stated: str) -> None:
    files = {"config/api__env": "DB_PASSWORD=theirs\n"}
    made, _, words = generated(tmp_path, READ.replace("{file}", stated), **files)
    assert made == ("API_KEY",)
    assert "# DB_PASSWORD: a file of variables of a service says it" in words
    assert "theirs" not in words


def test_a_file_that_may_be_absent_is_not_to_be_copied(tmp_path: Path) -> None:
    stated = "[{path: .env, required: false}]"
    words = generated(tmp_path, READ.replace("{file}", stated), __env__example="A=1\n")[2]
    assert "cp " not in words


def test_a_file_of_variables_is_read_as_compose_reads_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("export A='x # y'\nB = plain # words\n# C=3\nD=\nE=a#b\n")
    assert read_variables(file) == {"A": "x # y", "B": "plain", "D": "", "E": "a#b"}


@pytest.mark.parametrize(
    ("name", "example", "made"),
    [
        ("DB_PASSWORD", "", True),
        ("PG_PASS", "", True),
        ("SMTP_PASS", "", True),
        ("PGPASS", "", True),
        ("JWT_SECRET", "changeme", True),
        ("API_KEY", "", True),
        ("ACCESS_TOKEN", "", True),
        ("TOKEN_SALT", "", True),
        ("COMPASS", "", False),
        ("BYPASS", "", False),
        ("ACCESS_TOKEN_EXPIRE_MINUTES", "", False),
        ("ACCESS_TOKEN_EXPIRES_IN", "", False),
        ("REFRESH_TOKEN_TTL", "", False),
        ("TOKEN_URL", "", False),
        ("PASSWORD_RESET_URL", "", False),
        ("POSTGRES_PASSWORD_FILE", "", False),
        ("SECRETS_DIR", "", False),
        ("JWT_SECRET_ALGORITHM", "", False),
        ("AWS_ACCESS_KEY_ID", "", False),
        ("VAPID_PUBLIC_KEY", "", False),
        ("PUBLIC_KEY", "", False),
        ("KEYCLOAK_REALM", "", False),
        ("TOKENIZERS_PARALLELISM", "", False),
        ("KEY", "", True),
        ("API_KEYS", "", True),
        ("LICENSE_KEY", "", False),
        ("ANON_KEY", "", False),
        ("SUPABASE_ANON_KEY", "", False),
        ("APP_KEY", "", False),
        ("SHOP_RSA_PRIVATE_KEY", "", False),
        ("ROOT_PASSWORD_SHA2", "", False),
        ("PASSWORD_HASH", "", False),
        ("SERVICE_KEY", "eyJhbGciOi", False),
        ("CIPHER_KEY", "base64:AAAA", False),
        ("TOKEN_SIZE", "30", False),
        ("TOKEN_ISSUER", "https://id.example", False),
    ],
)
def test_what_is_a_secret_that_any_text_can_be(name: str, example: str, *, made: bool) -> None:
    assert is_made_up(Variable(name, None, required=False), example) is made


def test_an_example_of_another_kind_is_used_and_what_has_none_is_asked_about(tmp_path: Path) -> None:
    stack = STACK.replace("${API_KEY}", "${SERVICE_KEY}").replace("${MAIL_HOST}", "${APP_KEY}")
    _, environment, words = generated(tmp_path, stack, __env__example="SERVICE_KEY=eyJabc\n")
    assert environment["SERVICE_KEY"] == "eyJabc"
    assert "# APP_KEY: what is it here?" in words


@pytest.mark.parametrize(
    ("example", "file"),
    [
        ("example.env", ".env"),
        (".env.template", ".env"),
        ("config/shop_example.env", "config/shop.env"),
        ("config/shop.env.dist", "config/shop.env"),
        ("config/shop.example.env", "config/shop.env"),
    ],
)
def test_an_example_is_found_by_any_of_its_names(tmp_path: Path, example: str, file: str) -> None:
    found = repository(
        tmp_path, READ.replace("{file}", file), **{example.replace(".", "__"): "DB_PASSWORD=x\n"}
    )
    assert found.copies == {file: example}
    assert not found.missing


def test_a_file_that_no_example_shows_is_to_be_written_first(tmp_path: Path) -> None:
    _, _, words = generated(tmp_path, READ.replace("{file}", ".env"))
    assert (
        "# .env is not there, and a service reads it; no example shows what is in it: write it first" in words
    )


def test_a_password_of_a_cache_that_is_started_without_one_is_asked_about(tmp_path: Path) -> None:
    stack = STACK.replace("${API_KEY}", "${REDIS_PASSWORD}")
    made, _, words = generated(tmp_path, stack + "  cache: {image: redis}\n")
    assert made == ("DB_PASSWORD",)
    assert "# REDIS_PASSWORD: cache is not started with it; is it blank?" in words
    secured = "  cache: {image: redis, command: 'redis-server --requirepass ${REDIS_PASSWORD}'}\n"
    assert generated(tmp_path, stack + secured)[0] == ("DB_PASSWORD", "REDIS_PASSWORD")


@pytest.mark.parametrize("stated", ["[SESSION_SECRET, A=b]", "{SESSION_SECRET: , A: b}"])
def test_what_is_passed_on_by_its_name_alone_is_asked_about(tmp_path: Path, stated: str) -> None:
    made, _, words = generated(
        tmp_path, f"services: {{api: {{build: ., ports: ['1'], environment: {stated}}}}}"
    )
    assert made == ()
    assert "    # environment:\n      # from the" in words
    assert "# from the environment, and not set here: SESSION_SECRET. Which is needed?" in words


def test_a_variable_that_only_another_ones_default_names_is_one(tmp_path: Path) -> None:
    stack = "services: {api: {build: ., ports: ['1'], environment: {A: '${A_TOKEN:-${B_TOKEN}}'}}}"
    assert generated(tmp_path, stack)[0] == ("B_TOKEN",)
