"""What is no release beside a database, what pages stand before one, and what is a dependency by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.contract.load import load_contract
from gonogo.init.draft import draft
from gonogo.init.repository import NoComposeError, read_repository
from tests.gonogo.stacks import compose_of, drafted, repository

DB = "  db: {image: 'postgres:17', environment: {POSTGRES_PASSWORD: x}}\n"


@pytest.mark.parametrize(
    "others",
    [
        "pgadmin: {image: dpage/pgadmin4, ports: ['80']}",
        "adminer: {image: adminer, ports: ['8080'], depends_on: [db]}",
        "mail: {image: 'axllent/mailpit:v1', ports: ['8025']}",
        "bucket: {image: 'mcr.microsoft.com/azure-storage/azurite:3', ports: ['10000']}",
        "store: {image: 'karhoo/firestore-emulator:1', ports: ['8787']}",
        "idp: {image: 'x/saml:1', ports: ['8080'], profiles: [idp]}",
        "edge: {image: 'nginx:1', ports: ['80'], profiles: [proxy]}",
    ],
)
def test_databases_and_what_looks_at_them_are_no_release(tmp_path: Path, others: str) -> None:
    (tmp_path / "compose.yaml").write_text(f"services:\n{DB}  {others}\n")
    with pytest.raises(NoComposeError, match=r"it starts db, .* which is the release\? If another file has"):
        read_repository(tmp_path)
    (tmp_path / "compose.prod.yaml").write_text("services: {shop: {image: 'x/shop:1'}}")
    with pytest.raises(NoComposeError, match=r"another file \(compose\.prod\.yaml\) has it.*COMPOSE_FILE="):
        read_repository(tmp_path)


@pytest.mark.parametrize(
    ("others", "release"),
    [
        ("pgadmin: {build: ., ports: ['80']}", "pgadmin"),
        ("grafana: {image: 'grafana/grafana:11', ports: ['3000'], depends_on: [db]}", "grafana"),
        ("shop: {image: 'x/shop:1', ports: ['80'], profiles: [all], depends_on: [db]}", "shop"),
        ("shop: {image: 'x/shop:1', expose: ['80']}\n  adminer: {image: adminer, ports: ['1']}", "shop"),
    ],
)
def test_an_application_beside_a_database_is_one(tmp_path: Path, others: str, release: str) -> None:
    assert repository(tmp_path, f"services:\n{DB}  {others}\n").service == release


def test_without_a_database_what_looks_at_one_is_itself_deployed(tmp_path: Path) -> None:
    stack = "services: {mailpit: {image: 'axllent/mailpit:v1', ports: ['8025']}}"
    assert repository(tmp_path, stack).service == "mailpit"


def test_what_is_built_from_a_tools_image_is_after_an_application_that_is_not_built_here(
    tmp_path: Path,
) -> None:
    stack = (
        "services:\n  config-server: {image: x/config-server, ports: ['8888']}\n"
        "  grafana: {build: ./grafana, ports: ['3000']}\n  orders: {image: x/orders, ports: ['8081']}\n"
    )
    tool = {"grafana/Dockerfile": "FROM grafana/grafana:11\n"}
    assert repository(tmp_path, stack, **tool).service == "orders"
    own = {"grafana/Dockerfile": "FROM node:22\n"}
    assert repository(tmp_path, stack, **own).service == "grafana"


API = "  api: {build: ., ports: ['8000:8000'], depends_on: [db]}\n"


SITE = "site: {build: ./s, ports: ['3000:80'], depends_on: [api]%s}"
ADMIN = "admin: {build: ./a, ports: ['3100:80'], depends_on: [api]}"
PROXY = "proxy: {image: 'traefik:3.1', ports: ['80:80']}"


@pytest.mark.parametrize(
    ("fronts", "entry"),
    [
        # two of them, or one whose pages name the release's own port: browsers call it themselves
        ((SITE % "", ADMIN), "api"),
        ((SITE % ", environment: [NEXT_PUBLIC_API=http://127.0.0.1:8000]",), "api"),
        ((SITE.replace("./s", "{context: s, args: {VITE_API: 'http://localhost:8000/v1'}}") % "",), "api"),
        ((SITE % "",), "site"),
        ((SITE % ", environment: [API=http://localhost:80001]",), "site"),
        ((SITE % ", environment: [API=http://api:8000]",), "site"),
        # a proxy that says that it is one stands before them all
        ((SITE % "", ADMIN, PROXY), "proxy"),
    ],
)
def test_pages_whose_browsers_call_the_release_are_no_entry(
    tmp_path: Path, fronts: tuple[str, ...], entry: str
) -> None:
    found = repository(tmp_path, f"services:\n{DB}{API}" + "".join(f"  {front}\n" for front in fronts))
    assert (found.service, found.entry) == ("api", entry)


def test_pages_that_are_the_only_way_in_stay_the_entry(tmp_path: Path) -> None:
    stack = f"services:\n{DB}  api: {{build: ., depends_on: [db]}}\n  {SITE % ''}\n  {ADMIN}\n"
    assert repository(tmp_path, stack).entry == "site"


@pytest.mark.parametrize(
    ("made", "dockerfile", "product"),
    [
        ("shop-postgresql: {image: 'x/stack:shop-postgresql-5.1'}", "", "PostgreSQL"),
        ("shop-redis: {image: 'x/stack:${V:-shop-redis-5}'}", "", "Redis"),
        ("cache: {build: ./part}", "FROM valkey/valkey:8\n", "Valkey"),
        ("db: {build: ./part, image: shop/db}", "FROM postgres:17 AS one\nFROM one\n", "PostgreSQL"),
        ("shop: {image: 'x/shop:postgresql-latest', ports: ['80']}", "", None),
        ("shop-redis: {image: 'x/stack:5.1'}", "", None),
        ("redis-exporter: {image: 'x/stack:redis-exporter-5'}", "", None),
        ("db: {build: ./part}", "FROM node:22\n", None),
        ("seed: {build: ./part}", "FROM postgres:17\n", None),
        ("db-init: {build: ./part}", "FROM postgres:17\n", None),
        ("db-backup: {build: ./part}", "FROM postgres:17\n", None),
        ("shop-app: {build: ./part}", "FROM redis:8\nCOPY shop /shop\n", None),
    ],
)
def test_a_dependency_is_told_by_its_name_with_its_tag_or_its_dockerfile(
    tmp_path: Path, made: str, dockerfile: str, product: str | None
) -> None:
    files = {"part/Dockerfile": dockerfile} if dockerfile else {}
    found = repository(tmp_path, f"services:\n  api: {{build: ., ports: ['8000']}}\n  {made}\n", **files)
    name = made.partition(":")[0]
    told = found.product(name)
    assert (told.product if told else None) == product
    assert (name in drafted(found)[0].dependencies) is (product is not None)


STACK = """
services:
  api: {build: ., ports: ['8000'], environment: {DB_URL: '${DB_URL}'}}
  db: {image: 'postgres:17', environment: {POSTGRES_PASSWORD: '${DB_PASSWORD}'}}
"""


@pytest.mark.parametrize(
    ("example", "stack", "is_made_up"),
    [
        ("DB_PASSWORD=secret\nDB_URL=postgres://u:secret@db/shop\n", STACK, False),
        ("DB_PASSWORD=secret\n", STACK.replace("${DB_URL}", "postgres://u:secret@db/shop"), False),
        ("DB_PASSWORD=secret\nDB_URL=postgres://u:other@db/shop\n", STACK, True),
        ("DB_PASSWORD=secret\nDB_URL=postgres://db/shop?secret\n", STACK, True),
        ("DB_PASSWORD=\nDB_URL=postgres://u:@db/shop\n", STACK, True),
    ],
)
def test_a_secret_that_a_url_repeats_is_not_made_up(
    tmp_path: Path, example: str, stack: str, *, is_made_up: bool
) -> None:
    found = repository(tmp_path, stack, __env__example=example)
    compose = compose_of(found)
    deployment = drafted(found)[0].deployment
    assert deployment is not None
    assert (deployment.generated == ("DB_PASSWORD",)) is is_made_up
    assert compose.environment["DB_PASSWORD"] == ("${DB_PASSWORD}" if is_made_up else "secret")


def test_a_draft_of_each_is_legal(tmp_path: Path) -> None:
    stack = f"services:\n{DB}{API}  shop-redis: {{image: 'x/stack:shop-redis-5', command: --requirepass y}}\n"
    words = draft(None, repository(tmp_path, stack))
    (tmp_path / "gonogo.yaml").write_text(words.replace("    # read_only:", "    read_only:"))
    assert set(load_contract(tmp_path / "gonogo.yaml").dependencies) == {"db", "shop-redis"}
